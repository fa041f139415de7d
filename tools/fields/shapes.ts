import path from 'node:path';
import ts from 'typescript';
import type { Fields, Shape } from '../../src/target/disclosure/unknown-fields';

const WIRE = path.resolve('wire');

/** The shapes of all answers, by method (`users.list`) or address (`GET /`), as the types in `wire/` say. */
export function shapesOfAnswers(): Record<string, Shape> {
  const program = ts.createProgram([path.join(WIRE, 'index.ts'), path.join(WIRE, 'pages.ts')], {
    strict: true,
  });
  const reader = new ShapeReader(program.getTypeChecker());
  const methods = reader.membersOf(program.getSourceFile(path.join(WIRE, 'index.ts')), 'Methods');
  const answers = reader.membersOf(program.getSourceFile(path.join(WIRE, 'pages.ts')), 'HttpAnswers');
  return Object.fromEntries(
    [
      ...methods.map(([name, type]) => [name, reader.shapeOf(reader.member(type, 'result'))] as const),
      ...answers.map(([name, type]) => [name, reader.shapeOf(type)] as const),
    ].sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

class ShapeReader {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** The members of an exported type, with their types. */
  membersOf(file: ts.SourceFile | undefined, name: string): [string, ts.Type][] {
    const module = file && this.checker.getSymbolAtLocation(file);
    const symbol = module && this.checker.getExportsOfModule(module).find((each) => each.name === name);
    if (!symbol) throw new Error(`wire/ exports no ${name}`);
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    return this.checker
      .getPropertiesOfType(type)
      .map((each) => [each.name, this.checker.getTypeOfSymbol(each)]);
  }

  member(type: ts.Type, name: string): ts.Type {
    const symbol = this.checker.getPropertyOfType(type, name);
    if (!symbol) throw new Error(`${this.checker.typeToString(type)} has no ${name}`);
    return this.checker.getTypeOfSymbol(symbol);
  }

  /** @param around the types in which this one stands: of one that holds itself nothing more is said */
  shapeOf(type: ts.Type, around: readonly ts.Type[] = []): Shape {
    if (type.isUnion()) return merge(type.types.map((each) => this.shapeOf(each, around)));
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) || around.includes(type)) return '*';
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return '';
    const inside = [...around, type];
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference);
      return [merge(items.map((each) => this.shapeOf(each, inside)))];
    }
    const shape: Fields = {};
    for (const { keyType, type: value } of this.checker.getIndexInfosOfType(type))
      shape[keyType.flags & ts.TypeFlags.Number ? '#' : '*'] = this.shapeOf(value, inside);
    for (const symbol of this.checker.getPropertiesOfType(type))
      shape[symbol.name] = this.shapeOf(this.checker.getTypeOfSymbol(symbol), inside);
    return shape;
  }
}

/** What is one of several shapes: a value without fields says nothing about those of the others. */
function merge(shapes: readonly Shape[]): Shape {
  const [first = '', ...rest] = shapes.filter((shape) => shape !== '');
  return rest.reduce<Shape>((merged, shape) => {
    if (typeof merged === 'string' || typeof shape === 'string') return '*';
    if (Array.isArray(merged) || Array.isArray(shape))
      return Array.isArray(merged) && Array.isArray(shape) ? [merge([merged[0], shape[0]])] : '*';
    const names = [...new Set([...Object.keys(merged), ...Object.keys(shape)])];
    return Object.fromEntries(
      names.map((name) => [name, merge([merged[name], shape[name]].filter((each) => each !== undefined))]),
    );
  }, first);
}
