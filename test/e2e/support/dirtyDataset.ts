/** Preference data of a support desk with what is usually wrong in such data, one thing a row. */

type Row = Readonly<Record<string, unknown>>;

const row = (id: string, prompt: string, texts: readonly string[], rest: Row = {}): Row => ({
  ...{ id, prompt, responses: texts.map((text) => ({ text })), preference: 0 },
  ...rest,
});

const INVOICE = "Where do I find last month's invoice?";
const INVOICE_TEXTS = [
  'Open Settings, then Billing: every invoice is listed there with a button to download it.',
  'Invoices are available in your account.',
];
const REFUND = 'I was charged twice. Can I have the second payment back?';
const REFUND_TEXTS = [
  'Yes. I have sent the second payment back; your bank shows it within five working days.',
  'Please read our refund policy.',
];
const PASSWORD = 'The mail for a new password never arrives.';

const train: readonly (Row | string)[] = [
  row('desk-1', INVOICE, INVOICE_TEXTS),
  row('desk-2', PASSWORD, [
    'Please look into the spam folder first. If it is not there, tell me your address and I will send it again.',
    'Try again later.',
  ]),
  row('desk-3', REFUND, REFUND_TEXTS),
  row('desk-4', 'Can two people use one account?', [
    'Yes: invite the second one under Settings, Team. Each signs in with a password of their own.',
    'Yes: invite the second one under Settings, Team. Each signs in with a password of their own.',
  ]),
  row('desk-5', INVOICE, INVOICE_TEXTS),
  row('desk-6', 'Does the app work without a connection?', [
    'Reading works, and what you write is sent once you are online again.',
    '',
  ]),
  // Cut off.
  '{"id":"desk-7","prompt":"How do I export my contacts?","responses":[{"text":"Contacts, Export, CSV."}',
  row('desk-8', REFUND, REFUND_TEXTS, { preference: 1 }),
  row(
    'desk-9',
    'Is there a discount for schools?',
    ['Yes, half the price: write to us from your school address.', 'No idea, sorry.'],
    { preference: undefined, preferrence: 0 },
  ),
  row('desk-2', 'How do I change the language?', [
    'Click your picture at the top right and choose Language.',
    'In the settings.',
  ]),
];

const held: readonly Row[] = [
  row('held-1', 'How do I delete my account?', [
    'Settings, Account, Delete. Everything is gone after 30 days, until then you can come back.',
    'We are sorry to see you go!',
  ]),
  row('held-2', PASSWORD, [
    'I have just sent it once more. Does it arrive now?',
    'Mails can take a while.',
  ]),
];

const lines = (rows: readonly (Row | string)[]): string =>
  rows.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join('');

/** Two datasets by file name: one to train on, and one to test on that shares a prompt with it. */
export const dirtyDatasets: Readonly<Record<string, string>> = {
  'support-train.jsonl': lines(train),
  'support-test.jsonl': lines(held),
};
