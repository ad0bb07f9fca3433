// The compiler's worker: opens programs and models, converts, and tells about single nodes.
import { serve } from '../workers/serve.js';
import { type OpenResult, open } from './open.js';
import type { DetailsRequest, OpenRequest } from './protocol.js';

/** What the graphs that were sent last stand for. */
let details: OpenResult['details'] | undefined;

serve<OpenRequest | DetailsRequest>(async (question, progress) => {
  if (question.kind === 'details') return details?.(question.side, question.node);
  const result = await open(question, progress);
  details = result.details;
  return result.opened;
});
