# The datapackage.json of an export as SQL: tables with the keys that it tells,
# filled by \copy, with text as it was before it was disarmed.
def type:
  if . == "integer" then "bigint"
  elif . == "number" then "numeric"
  elif . == "datetime" then "timestamptz"
  elif . == "array" or . == "object" then "jsonb"
  elif . == "string" then "text"
  else . end;

def names: map("\"\(.)\"") | join(", ");

def table:
  "CREATE TABLE \"\(.name)\" ("
  + ([.schema.fields[] | "\"\(.name)\" \(.type | type)"] | join(", "))
  + (if .schema.primaryKey
     then ", PRIMARY KEY (\(.schema.primaryKey | names))" else "" end) + ");"
  + "\n\\copy \"\(.name)\" from '\($folder)/\(.path)' (format csv, header match)";

def rearm:
  .name as $name
  | [.schema.fields[] | select(.type == "string") | "\"\(.name)\""]
  | if . == [] then empty
    else "UPDATE \"\($name)\" SET "
      + (map("\(.) = CASE WHEN starts_with(\(.), '''') THEN substr(\(.), 2)"
          + " ELSE \(.) END") | join(", ")) + ";" end;

def references:
  .name as $from
  | .schema.foreignKeys[]?
  | (if .reference.resource == "" then $from else .reference.resource end) as $to
  | "CREATE UNIQUE INDEX IF NOT EXISTS \"\($to) \(.reference.fields | join(" "))\""
  + " ON \"\($to)\" (\(.reference.fields | names));"
  + "\nALTER TABLE \"\($from)\" ADD FOREIGN KEY (\(.fields | names))"
  + " REFERENCES \"\($to)\" (\(.reference.fields | names));";

(.resources[] | table), (.resources[] | rearm), (.resources[] | references)
