// JSON as custom calls carry it. JavaScript's own parser forgets whether a number was written `1` or `1.0`, which tells an integer
// attribute from a float, so numbers are tagged before it sees them.
import { type FlexValue, Float } from '@hlolite/tflite-schema';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const FLOAT = '\u0000float';
const INTEGER = '\u0000integer';

/** The value of a JSON text, integers as bigint and floats as Float, or undefined when it is no JSON. */
export function parseJson(text: string): FlexValue | undefined {
  const tagged = text.replace(STRING_OR_NUMBER, (token) => {
    if (token.startsWith('"')) return token;
    return JSON.stringify(`${/[.eE]/.test(token) ? FLOAT : INTEGER}${token}`);
  });
  try {
    return JSON.parse(tagged, (_, value: unknown) => untag(value)) as FlexValue;
  } catch {
    return undefined;
  }
}

function untag(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.startsWith(FLOAT)) return new Float(Number(value.slice(FLOAT.length)));
  return value.startsWith(INTEGER) ? BigInt(value.slice(INTEGER.length)) : value;
}
