// The commands with their flags and help. What a command does is loaded when it is asked for, so that `convert` does not wait for the runtime.
import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from './version.js';

export const SEE_HELP = '(hlolite --help, or hlolite COMMAND --help, shows what there is)';

/** Gets the exit code of the command that ran. */
type Done = (code: number) => void;

/** The command line; `parseAsync` runs it. */
export function commandLine(done: Done): Command {
  const root = new Command('hlolite')
    .description('StableHLO to LiteRT (TFLite): convert, verify, run and inspect models, custom ops included.')
    .version(VERSION)
    .showHelpAfterError(SEE_HELP)
    .exitOverride();
  for (const add of [addConvert, addRun, addVerify, addTranslate, addInspect]) add(root, done);
  return root;
}

/** An option that may stand several times. */
const repeated = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, previous: readonly string[] = []) => [...previous, value]);

function tolerance(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It must be a number, 0 or greater.');
  return value;
}

function integer(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be an integer.');
  return value;
}

/** How a program is converted: the same for every command that converts one. */
const withConversionFlags = (command: Command): Command =>
  command
    .option('--weights <FILE>', 'a .safetensors file, or the index.json of its shards, with the tensors of arguments that are parameters')
    .option('--signature <FILE>', 'a signature.json that says which argument is which tensor')
    .addOption(
      repeated(
        '--weights-as <[NAMES=]FORMAT>',
        'store weights as f16, int8 or int4, f32 (for weights of 16 bits, which kernels would widen in each run) or keep; NAMES, as "*.lm_head.*", says which, and the last that holds counts',
      ),
    )
    .addOption(
      new Option('--weights-at-least <ELEMENTS>', 'store smaller weights as they are (1024 where it is not given)').argParser(integer),
    )
    .addOption(
      repeated('--custom-op <TARGET=POLICY[:CODE]>', 'what becomes of a custom op: custom, composite, decompose, stablehlo, error'),
    )
    .addOption(repeated('--custom-op-attr <TARGET.NAME=VALUE>', 'an attribute that the program lacks or has wrong'))
    .addOption(
      repeated('--recognise <NAME=POLICY>', 'find a custom op where the program writes it out: rms_norm=custom, rms_norm=composite'),
    )
    .addOption(repeated('--custom-ops <MODULE>', 'a JavaScript module that exports custom ops of your own, with their decompositions'))
    .option('--exact', 'leave out rewrites that may change the last bits of results (recognised functions, scales moved into weights …)')
    .option('--strict', 'make it an error that work is done in less precision than the program asks for')
    .option('--trace', 'show each rewrite of the optimizer that fires, and where');

const addConvert = (root: Command, done: Done) =>
  withConversionFlags(root.command('convert'))
    .description('convert StableHLO programs to .tflite models')
    .argument('<IN...>', 'StableHLO programs: MLIR text, MLIR bytecode or portable artifacts; - is standard input')
    .option('-o, --output <FILE>', 'the model; - is standard output (default: the input’s name with .tflite)')
    .option('--out-dir <FOLDER>', 'a folder for the models of many inputs')
    .option('--keep-going', 'go on with the next input after an error')
    .option('--quiet', 'show errors only')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      `
Examples:
  hlolite convert model.mlir -o model.tflite
  hlolite convert model.mlir -o model.tflite --custom-op ai_edge_torch.rms_norm=decompose
  hlolite convert model.mlir -o model.tflite --custom-op-attr ai_edge_torch.rms_norm.epsilon=1e-6
  hlolite convert model.mlir -o model.tflite --custom-ops my-op.mjs --custom-op my.op=decompose
  hlolite convert program_args.mlir -o model.tflite --weights model.safetensors --signature signature.json
  hlolite convert *.mlir --out-dir models --keep-going --json`,
    )
    .action(async (inputs, flags) => done(await (await import('./commands/convert.js')).convertCommand(inputs, flags)));

const addRun = (root: Command, done: Done) =>
  root
    .command('run')
    .description('run a model in LiteRT on tensors of a .safetensors file')
    .argument('<MODEL>', 'a .tflite model')
    .requiredOption('--inputs <FILE>', 'a .safetensors file with input_0, input_1 … in the order of the model’s inputs')
    .option('--outputs <FILE>', 'write the results as output_0, output_1 … to a .safetensors file')
    .option('--expect', 'compare with expected_0, expected_1 … of the input file; exit 1 where the error is too large')
    .option(
      '--tolerance <NUMBER>',
      'largest error allowed, relative to the largest expected value (default: what the file says, else 1e-4)',
      tolerance,
    )
    .addOption(repeated('--kernels <MODULE>', 'a JavaScript module that exports kernels for custom ops'))
    .addOption(
      new Option('--composites <HOW>', 'what runs a composite: its decomposition, or a kernel of its name where there is one')
        .choices(['decomposition', 'prefer-kernel'])
        .default('decomposition'),
    )
    .addHelpText(
      'after',
      `
Examples:
  hlolite run model.tflite --inputs io.safetensors --expect
  hlolite run model.tflite --inputs io.safetensors --outputs results.safetensors
  hlolite run model.tflite --inputs io.safetensors --kernels my-kernel.mjs`,
    )
    .action(async (model, flags) => done(await (await import('./commands/run.js')).runCommand(model, flags)));

const addVerify = (root: Command, done: Done) =>
  withConversionFlags(root.command('verify'))
    .description('compare a converted model in LiteRT with the program in the reference interpreter, on the same inputs')
    .argument('<IN>', 'a StableHLO program in any form; - is standard input')
    .option('--inputs <FILE>', 'a .safetensors file with input_0, input_1 … (default: random numbers)')
    .option('--seed <INTEGER>', 'the seed of random inputs', integer, 1)
    .option('--tolerance <NUMBER>', 'largest error allowed, relative to the largest expected value', tolerance, 1e-4)
    .option('--layers', 'compare inside the model too, and name the first operation where the two part')
    .addHelpText(
      'after',
      `
Examples:
  hlolite verify program.mlir
  hlolite verify program.mlir --inputs io.safetensors --layers
  hlolite verify program_args.mlir --weights model.safetensors --signature signature.json --weights-as int8`,
    )
    .action(async (input, flags) => done(await (await import('./commands/verify.js')).verifyCommand(input, flags)));

const addTranslate = (root: Command, done: Done) =>
  root
    .command('translate')
    .description('write a program in another form of MLIR')
    .argument('<IN>', 'a program: MLIR text, MLIR bytecode or a portable artifact (told apart by their bytes); - is standard input')
    .requiredOption('-o, --output <FILE>', 'the result; - is standard output')
    .addOption(new Option('--to <FORM>', 'the form').choices(['text', 'generic', 'bytecode', 'vhlo']).default('text'))
    .option('--target <VERSION>', 'with --to vhlo: the StableHLO version that must be able to read it (0.9.0 and newer)')
    .option('--locations', 'in text: write where each operation came from, loc(…)')
    .addHelpText(
      'after',
      `
Examples:
  hlolite translate program.mlirbc -o program.mlir
  hlolite translate program.mlir -o program.mlirbc --to bytecode
  hlolite translate program.mlir -o program.vhlo --to vhlo --target 1.0.0`,
    )
    .action(async (input, flags) => done(await (await import('./commands/translate.js')).translateCommand(input, flags)));

const addInspect = (root: Command, done: Done) =>
  root
    .command('inspect')
    .description('show ops, tensors, signatures and sizes of a .tflite model or an MLIR program')
    .argument('<FILE>', 'a .tflite model or a program in any form; - is standard input')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  hlolite inspect model.tflite\n  hlolite inspect program.mlir --json')
    .action(async (file, flags) => done(await (await import('./commands/inspect.js')).inspectCommand(file, flags)));
