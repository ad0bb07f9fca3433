// `hlolite convert`: many programs in one process, each to a .tflite.
import { mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { type ConversionFlags, conversionOptions } from '../conversion-flags.js';
import { type ConvertOptions, convert } from '../convert.js';
import { ioError, openInput, STANDARD, writeOutput } from '../files.js';
import { isProgram, notAProgram } from '../input-kind.js';
import { operatorCounts } from '../operator-counts.js';
import { counted, diagnosticsToJson, humanBytes, print, progress, showDiagnostics, withProgress } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export interface ConvertFlags extends ConversionFlags {
  readonly output?: string;
  readonly outDir?: string;
  readonly keepGoing?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

interface Outcome {
  readonly input: string;
  readonly output: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly bytes?: number;
  readonly operators?: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is read and written in one go. */
const CHUNK = 4 << 20;

/** @returns the exit code: 0 when every program was converted, else 1 */
export async function convertCommand(inputs: readonly string[], flags: ConvertFlags): Promise<number> {
  const outputs = outputPaths(inputs, flags);
  const options = await conversionOptions(flags);
  if (flags.outDir !== undefined) makeFolder(flags.outDir);
  const outcomes: Outcome[] = [];
  for (const [index, input] of inputs.entries()) {
    if (!flags.quiet && !flags.json) progress(`${index + 1}/${inputs.length} ${input}`);
    const outcome = await convertOne(input, outputs[index] as string, options, flags);
    progress('');
    outcomes.push(outcome);
    if (!flags.json) report(outcome, flags);
    if (!outcome.ok && !flags.keepGoing) break;
  }
  if (flags.json)
    print(
      JSON.stringify(
        outcomes.map((outcome) => ({ ...outcome, diagnostics: diagnosticsToJson(outcome.diagnostics) })),
        null,
        2,
      ),
    );
  return outcomes.every((outcome) => outcome.ok) ? 0 : 1;
}

async function convertOne(
  input: string,
  output: string,
  options: () => Omit<ConvertOptions, 'name'>,
  flags: ConvertFlags,
): Promise<Outcome> {
  const start = performance.now();
  const outcome = { input, output, ok: false, milliseconds: 0 };
  try {
    const name = input === STANDARD ? 'standard input' : input;
    const { kind, source } = openInput(input);
    if (!isProgram(kind)) notAProgram(kind, name);
    const conversion = convert(source, { ...options(), name });
    const file = conversion.chunks(new Uint8Array(CHUNK));
    await writeOutput(output, flags.quiet || flags.json ? file : { chunks: withProgress(input, file) });
    const milliseconds = Math.round((performance.now() - start) * 10) / 10;
    return {
      ...outcome,
      ok: true,
      milliseconds,
      bytes: file.size,
      operators: operatorCounts(conversion.model),
      diagnostics: conversion.diagnostics,
    };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return { ...outcome, milliseconds: Math.round(performance.now() - start), diagnostics: error.diagnostics };
  }
}

function report({ input, output, ok, bytes = 0, operators = {}, milliseconds, diagnostics }: Outcome, flags: ConvertFlags): void {
  showDiagnostics(flags.quiet ? diagnostics.filter((diagnostic) => diagnostic.severity === 'error') : diagnostics);
  if (!ok || flags.quiet || output === STANDARD) return;
  const total = Object.values(operators).reduce((sum, count) => sum + count, 0);
  const custom = Object.keys(operators).filter((name) => name.startsWith('CUSTOM('));
  print(
    `${input} → ${output}: ${counted(total, 'op')}${custom.length > 0 ? ` (with ${custom.join(', ')})` : ''}, ${humanBytes(bytes)}, ${milliseconds} ms`,
  );
}

/** Where each input goes. Two inputs for one output are a mistake that is found before anything is written. */
function outputPaths(inputs: readonly string[], { output, outDir, json }: ConvertFlags): string[] {
  if (output !== undefined && outDir !== undefined) throw new UsageError('give -o or --out-dir, not both');
  if (output !== undefined && inputs.length > 1) throw new UsageError('-o names one file; with several inputs give --out-dir');
  if (output === STANDARD && json) throw new UsageError('--json prints to standard output, where -o - puts the model');
  if (output === undefined && outDir === undefined && inputs.includes(STANDARD))
    throw new UsageError('with standard input (-), name the output with -o');
  const paths = inputs.map(
    (input) =>
      output ?? (outDir === undefined ? tfliteName(input) : join(outDir, basename(tfliteName(input === STANDARD ? 'model' : input)))),
  );
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`two inputs would both become ${twice}`);
  return paths;
}

const tfliteName = (input: string) => `${input.replace(/\.(mlir|mlirbc|bc|txt)$/, '')}.tflite`;

function makeFolder(path: string): void {
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(path, { recursive: true });
  } catch (error) {
    ioError('create', path, error);
  }
}
