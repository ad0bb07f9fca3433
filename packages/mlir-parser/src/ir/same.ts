// Sameness of types and attributes: two are the same when every part is. Types that one parse has read are mostly one object.
import { bytesNow } from '@hlolite/tensor';
import type { Attribute } from './attributes.js';
import type { Type } from './types.js';

/** Whether two types are the same type. */
export const sameType = (left: Type, right: Type): boolean => sameData(left, right);

/** Whether two attributes are the same attribute. */
export const sameAttribute = (left: Attribute, right: Attribute): boolean => sameData(left, right);

/** Plain data, compared part by part; NaN equals NaN, and 0 does not equal -0. Nesting is as deep as readers allow. */
export function sameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (left instanceof Uint8Array) return right instanceof Uint8Array && sameBytes(left, right);
  if ('source' in left && 'source' in right) return sameBytes(bytesNow(left as never), bytesNow(right as never));
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => name in right && sameData(left[name as never], right[name as never]));
}

const sameBytes = (left: Uint8Array, right: Uint8Array) =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
