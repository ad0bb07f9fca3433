// NumPy's .npy format (versions 1 to 3), read without trusting it.
//   6 bytes   0x93 "NUMPY"
//   2 bytes   version, major and minor
//   2 or 4    length of the header, unsigned little-endian: 2 bytes in version 1, 4 from version 2 on
//   header    a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
//   the rest  the elements, row-major unless fortran_order
import { fail } from '@hlolite/diagnostics';
import { type ByteSource, bytesNow, memorySource } from './byte-source.js';
import { byteLength, type Dense, elementCount } from './dense.js';
import type { ElementType } from './element-type.js';

const types: Readonly<Record<string, ElementType>> = {
  '|b1': 'i1',
  '|i1': 'i8',
  '|u1': 'ui8',
  '<i2': 'i16',
  '<u2': 'ui16',
  '<i4': 'i32',
  '<u4': 'ui32',
  '<i8': 'i64',
  '<u8': 'ui64',
  '<f2': 'f16',
  '<f4': 'f32',
  '<f8': 'f64',
  '<c8': 'complex<f32>',
  '<c16': 'complex<f64>',
};

const LARGEST_HEADER = 1 << 16;
const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY')];

/**
 * The array in a .npy file; its data stays where it is until somebody asks for it.
 * @throws CompileError `npy/format` when it is no .npy file, `npy/dtype` for big-endian, structured and object arrays, `npy/order` for
 * column-major ones of more than one dimension, `npy/size` when the file is cut
 */
export function readNpy(file: ByteSource | Uint8Array): Dense {
  const source = file instanceof Uint8Array ? memorySource(file, 'npy') : file;
  const complain = (code: string, message: string, hint: string): never =>
    fail({ code: `npy/${code}`, message, place: { label: source.name }, hint });
  const { text, end } = headerOf(source, (message) => complain('format', message, 'write it with numpy.save'));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1] ?? '';
  const type = types[descr];
  if (type === undefined)
    return complain(
      'dtype',
      `the dtype must be one of ${Object.keys(types).join(', ')} (was ${descr || 'another'})`,
      "convert it with astype('float32')",
    );
  const shape = [...(/'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1] ?? '').matchAll(/\d+/g)].map(Number);
  if (!Number.isSafeInteger(elementCount(shape)))
    return complain('format', `the shape must be of a tensor that can be (was ${shape})`, 'write it anew');
  if (/'fortran_order'\s*:\s*True/.test(text) && shape.length > 1)
    return complain('order', 'the elements must stand in row-major order (fortran_order is True)', 'write it with numpy.ascontiguousarray');
  const length = byteLength(type, shape);
  if (source.size - end < length)
    return complain(
      'size',
      `the data must have ${length} bytes for ${type} [${shape}] (has ${source.size - end})`,
      'the file is cut: get it again',
    );
  return { type, shape, bytes: file instanceof Uint8Array ? file.subarray(end, end + length) : { source, offset: end, length } };
}

function headerOf(source: ByteSource, complain: (message: string) => never): { text: string; end: number } {
  const start = bytesNow({ source, offset: 0, length: Math.min(12, source.size) });
  if (start.length < 12 || MAGIC.some((byte, index) => start[index] !== byte)) complain('a .npy file must begin with \\x93NUMPY');
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const wide = view.getUint8(6) >= 2;
  const begin = wide ? 12 : 10;
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > LARGEST_HEADER || begin + length > source.size) complain(`the header must end inside the file (its length says ${length})`);
  return { text: new TextDecoder().decode(bytesNow({ source, offset: begin, length })), end: begin + length };
}
