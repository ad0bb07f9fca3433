// The command line that does what the page did.
import type { Settings } from '../compiler/protocol.js';
import type { Project } from './project.js';

export function commandOf({ file, weights, signature }: Project, { policies, attributes }: Settings): string {
  const output = `${file.name.replace(/\.(mlir|mlirbc|bc|txt)$/, '')}.tflite`;
  const flags = [
    ...(weights ? ['--weights', quoted(weights.name)] : []),
    ...(signature ? ['--signature', quoted(signature.name)] : []),
    ...Object.entries(policies).flatMap(([target, { policy, code }]) => [
      '--custom-op',
      quoted(`${target}=${policy}${code === undefined ? '' : `:${code}`}`),
    ]),
    ...Object.entries(attributes).flatMap(([target, values]) =>
      Object.entries(values).flatMap(([name, value]) => ['--custom-op-attr', quoted(`${target}.${name}=${value}`)]),
    ),
  ];
  return ['hlolite convert', quoted(file.name), '-o', quoted(output), ...flags].join(' ');
}

/** As a POSIX shell takes it. */
const quoted = (word: string): string => (/^[\w./:=@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The name of the model of a program. */
export const modelName = ({ file }: Project): string => `${file.name.replace(/\.(mlir|mlirbc|bc|txt|tflite)$/, '')}.tflite`;
