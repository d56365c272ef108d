import { HumanError } from '../core/errors.ts';
import { queueStrategies, type QueueStrategy } from '../core/queue/scorePairs.ts';

/** The names of all strategies, for texts. */
export const strategyNames = queueStrategies.join(', ');

/** The strategy of a name. @throws HumanError when there is none */
export function strategyNamed(name: string): QueueStrategy {
  const found = queueStrategies.find((strategy) => strategy === name.trim());
  if (found !== undefined) return found;
  throw new HumanError(`There is no strategy '${name}'. There are ${strategyNames}.`);
}
