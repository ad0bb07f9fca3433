// Options of a CUSTOM op as a plain object: a FlexBuffer map, by TFLite's convention, or JSON text, as the official converter writes it.
import { CompileError } from '@hlolite/diagnostics';
import { decodeFlexBuffer, type FlexValue, Float } from '@hlolite/tflite-schema';
import type { KernelOptions } from './kernel.js';

/**
 * The options by name; none when there are no bytes. Frozen: a kernel may remember what it made of them.
 * @throws Error when the bytes are neither a map nor a JSON object
 */
export function decodeOptions(bytes: Uint8Array | undefined): KernelOptions {
  if (!bytes || bytes.length === 0) return Object.freeze({});
  return Object.freeze(jsonObject(bytes) ?? flexMap(bytes));
}

const OPENING_BRACE = '{'.charCodeAt(0);

/** Only text that begins with a brace and parses as a whole is JSON: a FlexBuffer ends in binary bytes. */
function jsonObject(bytes: Uint8Array): KernelOptions | undefined {
  if (bytes[0] !== OPENING_BRACE) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function flexMap(bytes: Uint8Array): KernelOptions {
  const value = plain(decoded(bytes));
  if (!isMap(value)) throw new Error(`custom options must be a FlexBuffer map or a JSON object (was ${JSON.stringify(value)})`);
  return value;
}

function decoded(bytes: Uint8Array): FlexValue {
  try {
    return decodeFlexBuffer(bytes);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw new Error(`custom options must be a FlexBuffer map or a JSON object (${error.message})`);
  }
}

/** Kernels want numbers: whether one was written as a float does not matter to them. Nesting is bounded by the decoder. */
function plain(value: FlexValue): unknown {
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner as FlexValue)])) : value;
}

const isMap = (value: unknown): value is KernelOptions =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
