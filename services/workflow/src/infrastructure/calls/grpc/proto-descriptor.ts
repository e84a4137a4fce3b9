import { create, type DescFile, type FileRegistry, createFileRegistry } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type EnumDescriptorProto,
  EnumDescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as FieldType,
  FieldDescriptorProtoSchema,
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
  FileDescriptorProtoSchema,
  type ServiceDescriptorProto,
  ServiceDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';

const wellKnown: Record<string, DescFile> = {
  'google/protobuf/any.proto': file_google_protobuf_any,
  'google/protobuf/duration.proto': file_google_protobuf_duration,
  'google/protobuf/empty.proto': file_google_protobuf_empty,
  'google/protobuf/field_mask.proto': file_google_protobuf_field_mask,
  'google/protobuf/struct.proto': file_google_protobuf_struct,
  'google/protobuf/timestamp.proto': file_google_protobuf_timestamp,
  'google/protobuf/wrappers.proto': file_google_protobuf_wrappers,
};

/** Imports that only declare options, which change no message. */
const optionsOnly =
  /^google\/(?:api\/(?:annotations|client|field_behavior|resource)|protobuf\/descriptor)\.proto$/;

/**
 * readProto makes a registry of one .proto text (proto2 or proto3). protobufjs only parses: it would encode by code
 * that it generates out of the text's names, and the text is a stranger's. Throws an Error that says what is wrong.
 */
export function readProto(text: string): FileRegistry {
  const root = new protobuf.Root();
  const {
    package: name = '',
    imports = [],
    weakImports = [],
  } = protobuf.parse(text, root, { keepCase: true });
  const dependencies = [...imports, ...weakImports].filter(each => !optionsOnly.test(each));
  for (const each of dependencies) {
    const common = protobuf.common.get(each);
    if (!Object.hasOwn(wellKnown, each) || !common?.nested)
      throw new Error(`it imports ${each}; only google/protobuf's well-known types can be`);
    root.addJSON(common.nested);
  }
  if (/^google\.protobuf\b/.test(name)) throw new Error('its package is google.protobuf');
  root.resolveAll();
  const space = name === '' ? root : root.lookup(name);
  const content = space instanceof protobuf.Namespace ? space.nestedArray : [];
  const file = create(FileDescriptorProtoSchema, {
    name: 'call.proto',
    package: name,
    dependency: dependencies,
    syntax: syntaxOf(text),
    messageType: content.filter(each => each instanceof protobuf.Type).map(messageOf),
    enumType: content.filter(each => each instanceof protobuf.Enum).map(enumOf),
    service: content.filter(each => each instanceof protobuf.Service).map(serviceOf),
  });
  return createFileRegistry(file, importName => wellKnown[importName]);
}

function syntaxOf(text: string): string {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
  if (/^\s*edition\s*=/.test(plain)) throw new Error('it is of an edition; proto2 and proto3 are supported');
  return /^\s*syntax\s*=\s*["'](proto[23])["']/.exec(plain)?.[1] ?? 'proto2';
}

function messageOf(type: protobuf.Type): DescriptorProto {
  // Made up by the parser for `optional` of proto3; these come last.
  const made = (oneof: protobuf.OneOf) => oneof.fieldsArray.some(field => isOptional(field));
  const oneofs = [...type.oneofsArray].sort((left, right) => Number(made(left)) - Number(made(right)));
  const maps = type.fieldsArray.filter(field => field instanceof protobuf.MapField);
  return create(DescriptorProtoSchema, {
    name: type.name,
    field: type.fieldsArray.map(field => fieldOf(field, oneofs)),
    nestedType: [
      ...type.nestedArray.filter(each => each instanceof protobuf.Type).map(messageOf),
      ...maps.map(entryOf),
    ],
    enumType: type.nestedArray.filter(each => each instanceof protobuf.Enum).map(enumOf),
    oneofDecl: oneofs.map(({ name }) => ({ name })),
  });
}

function fieldOf(field: protobuf.Field, oneofs: protobuf.OneOf[]): FieldDescriptorProto {
  if (field.delimited) throw new Error('it has groups');
  const isMap = field instanceof protobuf.MapField;
  const repeated = field.repeated || isMap;
  const given: unknown = field.options?.['json_name'];
  const packed: unknown = field.options?.['packed'];
  return create(FieldDescriptorProtoSchema, {
    name: field.name,
    number: field.id,
    jsonName: typeof given === 'string' ? given : jsonNameOf(field.name),
    label: repeated ? Label.REPEATED : field.required ? Label.REQUIRED : Label.OPTIONAL,
    ...(isMap
      ? {
          type: FieldType.MESSAGE,
          typeName: `${(field.parent as protobuf.Type).fullName}.${entryName(field)}`,
        }
      : typeOf(field)),
    ...(field.partOf ? { oneofIndex: oneofs.indexOf(field.partOf) } : {}),
    ...(isOptional(field) ? { proto3Optional: true } : {}),
    ...(typeof packed === 'boolean' ? { options: { packed } } : {}),
  });
}

function isOptional(field: protobuf.Field): boolean {
  return field.options?.['proto3_optional'] === true;
}

function typeOf({ type, resolvedType }: protobuf.FieldBase): { type: FieldType; typeName?: string } {
  if (resolvedType) {
    const typeName = resolvedType.fullName;
    return { type: resolvedType instanceof protobuf.Enum ? FieldType.ENUM : FieldType.MESSAGE, typeName };
  }
  return { type: scalarOf(type) };
}

function scalarOf(type: string): FieldType {
  const scalar = FieldType[type.toUpperCase() as keyof typeof FieldType];
  if (typeof scalar !== 'number') throw new Error(`it has a field of the unknown type ${type}`);
  return scalar;
}

function entryOf(field: protobuf.MapField): DescriptorProto {
  const value = typeOf(field);
  return create(DescriptorProtoSchema, {
    name: entryName(field),
    options: { mapEntry: true },
    field: [
      { name: 'key', jsonName: 'key', number: 1, label: Label.OPTIONAL, type: scalarOf(field.keyType) },
      { name: 'value', jsonName: 'value', number: 2, label: Label.OPTIONAL, ...value },
    ],
  });
}

function entryName({ name }: protobuf.FieldBase): string {
  const camel = jsonNameOf(name);
  return `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Entry`;
}

function jsonNameOf(name: string): string {
  return name.replace(/_+(.?)/g, (_, next: string) => next.toUpperCase());
}

function enumOf({ name, values }: protobuf.Enum): EnumDescriptorProto {
  const all = Object.entries(values);
  const allowAlias = new Set(all.map(([, number]) => number)).size < all.length;
  return create(EnumDescriptorProtoSchema, {
    name,
    value: all.map(([each, number]) => ({ name: each, number })),
    ...(allowAlias ? { options: { allowAlias } } : {}),
  });
}

function serviceOf(service: protobuf.Service): ServiceDescriptorProto {
  return create(ServiceDescriptorProtoSchema, {
    name: service.name,
    method: service.methodsArray.map(method => ({
      name: method.name,
      inputType: method.resolvedRequestType?.fullName ?? '',
      outputType: method.resolvedResponseType?.fullName ?? '',
      clientStreaming: method.requestStream === true,
      serverStreaming: method.responseStream === true,
    })),
  });
}
