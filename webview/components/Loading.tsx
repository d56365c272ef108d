import type { JSX } from 'preact';
import { ProgressRing } from './ProgressRing.tsx';

/** The page's outline while its content is on the way; unseen for the first 150 ms. */
export function Loading(props: { readonly what: string }): JSX.Element {
  return (
    <main class="loading" aria-busy="true">
      <div class="loading-text" role="status">
        <ProgressRing />
        <h1>{props.what}</h1>
      </div>
      <div class="skeleton" aria-hidden="true">
        <div class="skeleton-card skeleton-prompt">
          <i class="w40" />
        </div>
        <div class="skeleton-columns">
          <div class="skeleton-card">
            <i class="w90" />
            <i class="w100" />
            <i class="w80" />
            <i class="w60" />
          </div>
          <div class="skeleton-card">
            <i class="w100" />
            <i class="w90" />
            <i class="w40" />
          </div>
        </div>
      </div>
    </main>
  );
}
