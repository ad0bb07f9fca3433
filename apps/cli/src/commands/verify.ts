// `hlolite verify`: a program in the reference interpreter against its model in LiteRT, on the same inputs.
import { fail, type Place, positionAt } from '@hlolite/diagnostics';
import { DYNAMIC, isTensor, typeText, type Value } from '@hlolite/mlir-parser';
import { flatten } from '@hlolite/op-lowering';
import { load } from '@hlolite/runtime/node';
import { dataTypeOf, readProgram } from '@hlolite/stablehlo';
import { type Dense, randomDense, readSafetensors, type Safetensors } from '@hlolite/tensor';
import { comparisonTable, errorText } from '../comparison-table.js';
import { type ConversionFlags, conversionOptions } from '../conversion-flags.js';
import { openInput, readInput, STANDARD } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { counted, print, showDiagnostics, table } from '../terminal.js';
import { type LayerComparison, verifyModule } from '../verify.js';

export interface VerifyFlags extends ConversionFlags {
  readonly inputs?: string;
  readonly seed: number;
  readonly tolerance: number;
  readonly layers?: boolean;
}

/** @returns the exit code: 0 when every output is within the tolerance, else 1 */
export async function verifyCommand(input: string, flags: VerifyFlags): Promise<number> {
  const name = input === STANDARD ? 'standard input' : input;
  const { kind, source } = openInput(input);
  if (!isProgram(kind)) notAProgram(kind, name);
  const module = readProgram(source, { name });
  const options = (await conversionOptions(flags))();
  const parameters = new Set(options.signature?.arguments.filter((port) => port.kind !== 'input').map(({ index }) => index));
  const wanted = flatten(module).arguments.filter((_, index) => !parameters.has(index));
  const inputs = flags.inputs === undefined ? randomInputs(wanted, flags.seed) : givenInputs(wanted, flags.inputs);
  const verification = await verifyModule(module, { ...options, inputs, load, layers: flags.layers ?? false, tolerance: flags.tolerance });
  showDiagnostics(verification.conversion.diagnostics);
  print(comparisonTable(verification.outputs));
  if (flags.layers) print(`\n${layersText(verification.layers)}`);
  return verification.outputs.every(({ right }) => right) ? 0 : 1;
}

/** Stands for each size that the program leaves open: the same for all, since some may have to be. */
const CHOSEN_SIZE = 3;

function randomInputs(wanted: readonly Value[], seed: number): Dense[] {
  return wanted.map(({ type }, index) => {
    const element = dataTypeOf(type);
    if (element === undefined || !isTensor(type))
      return fail({
        code: 'verify/inputs',
        message: `input ${index} must be a ranked tensor to be given random numbers (was ${typeText(type)})`,
        hint: 'give the inputs: --inputs io.safetensors',
      });
    const shape = type.shape.map((size) => (size === DYNAMIC ? CHOSEN_SIZE : size));
    return randomDense(element, shape, seed + index);
  });
}

function givenInputs(wanted: readonly Value[], path: string): Dense[] {
  const io: Safetensors = readSafetensors(readInput(path), path);
  return wanted.map(
    ({ type }, index) =>
      io.tensors.get(`input_${index}`) ??
      fail({
        code: 'verify/inputs',
        message: `the file must have input_${index}, ${typeText(type)} (has ${[...io.tensors.keys()].join(', ') || 'none'})`,
        place: { label: path },
        hint: 'tensors are named input_0, input_1 … in the order of the program',
      }),
  );
}

/** The first operation where the two part, and the largest errors: small ones grow on the way, and where they jump is where to look. */
function layersText(layers: readonly LayerComparison[]): string {
  const first = layers.findIndex(({ right }) => !right);
  if (layers.length === 0) return 'inside the model no operation is left that could be compared';
  const verdict =
    first === -1
      ? `${counted(layers.length, 'operation')} inside the model could be compared; all agree`
      : `${counted(first, 'operation')} agree; the first that does not is ${described(layers[first] as LayerComparison)}`;
  const largest = [...layers].sort((a, b) => b.relative - a.relative).slice(0, 5);
  const rows = largest.map((layer) => [described(layer), errorText(layer.absolute), errorText(layer.relative)]);
  return `${verdict}\n\n${table(['largest errors', 'max error', 'relative'], rows)}`;
}

const described = ({ operation, position, place }: LayerComparison) => [`#${position}`, operation.name, ...whereIs(place)].join(' ');

/** `model.mlir:12:8`, or where the program itself says it comes from. */
function whereIs({ span, label, trail = [] }: Place): string[] {
  if (trail.length > 0) return [`(${trail.join(', ')})`];
  if (!span) return label === undefined ? [] : [`(${label})`];
  const { line, column } = positionAt(span.source, span.start);
  return [`(${span.source.name}:${line}:${column})`];
}
