interface InDatabase {
  database_id: number;
}

/** A schema as the endpoint returns it. */
export interface SchemaInfo {
  oid: number;
  name: string;
  owner_oid: number;
  description: string | null;
  table_count: number;
  current_role_owns: boolean;
  current_role_priv: ('USAGE' | 'CREATE')[];
}

/** `schemas` methods, except privileges. */
export interface SchemasMethods {
  'schemas.list': { params: InDatabase; result: SchemaInfo[] };
  /** null when no schema has the OID. */
  'schemas.get': { params: InDatabase & { schema_oid: number }; result: SchemaInfo | null };
  'schemas.add': {
    params: InDatabase & { name: string; owner_oid?: number; description?: string };
    result: SchemaInfo;
  };
  'schemas.patch': {
    params: InDatabase & { schema_oid: number; patch: { name?: string; description?: string | null } };
    result: SchemaInfo;
  };
  /** Drops the schemas with all their contents. */
  'schemas.delete': { params: InDatabase & { schema_oids: number[] }; result: null };
}
