// The words that programs are full of, interned once for all parses: op names, keywords, short value names.
import { knownOps, knownRecords, specOf } from '../dialects/registry.js';
import { Interner } from './interner.js';

const keywords =
  'module func private public attributes return call dense array true false unit loc tensor complex tuple none index vector ' +
  'i1 i4 i8 i16 i32 i64 ui8 ui16 ui32 ui64 f16 bf16 f32 f64 dims dim across dimensions applies reducer init cond do sizes contracting_dims ' +
  'batching_dims precision dim_numbers window stride pad main arg bb0 x b f i o cst c pred LT GT EQ NE LE GE FLOAT SIGNED UNSIGNED TOTALORDER ' +
  'api_version backend_config low high interior default reverse iterArg jit_main mhlo.num_partitions mhlo.num_replicas';

let words: Interner | undefined;

/** An interner that knows these words. It is made when it is first wanted, and only copied from then on. */
export function vocabulary(): Interner {
  if (words === undefined) {
    words = new Interner();
    const encoder = new TextEncoder();
    const numbers = Array.from({ length: 100 }, (_, n) => [String(n), `arg${n}`, `c_${n}`, `cst_${n}`]).flat();
    const attributes = [...knownOps()].flatMap((op) => Object.keys(specOf(op)?.attributes ?? {}));
    const fields = [...knownRecords()].flatMap((record) => Object.keys(record.fields));
    for (const word of [...knownOps(), ...keywords.split(' '), ...numbers, ...attributes, ...fields]) {
      const bytes = encoder.encode(word);
      words.word(bytes, 0, bytes.length);
    }
  }
  return words;
}
