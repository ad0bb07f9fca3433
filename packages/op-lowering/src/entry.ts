// Which function of a program is converted.
import { fail } from '@hlolite/diagnostics';
import { type Module, type Operation, placeOf } from '@hlolite/mlir-parser';

/**
 * The function of the wanted name; without one `main`, or the only public function.
 * @throws CompileError `lower/no-entry`
 */
export function entryOf(functions: ReadonlyMap<string, Operation>, module: Module, wanted?: string): Operation {
  const isPublic = (fn: Operation) => fn.attributes.sym_visibility?.kind !== 'string' || fn.attributes.sym_visibility.value === 'public';
  const candidates = [...functions.values()].filter(isPublic);
  const found =
    wanted !== undefined ? functions.get(wanted) : (functions.get('main') ?? (candidates.length === 1 ? candidates[0] : undefined));
  if (found) return found;
  const names = [...functions.keys()].map((name) => `@${name}`);
  return fail({
    code: 'lower/no-entry',
    message:
      wanted !== undefined
        ? `the module must have the function @${wanted}`
        : `the module must have a function @main or one public function (has ${names.length === 0 ? 'none' : names.slice(0, 8).join(', ')})`,
    place: placeOf(module.operation),
    hint: names.length === 0 ? 'give a program with a func.func' : 'name the function to convert',
  });
}
