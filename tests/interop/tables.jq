# A datapackage.json as SQL: plain tables, filled by \copy, counted.
def type:
  if . == "integer" then "bigint"
  elif . == "number" then "numeric"
  elif . == "datetime" then "timestamptz"
  elif . == "duration" then "interval"
  elif . == "array" then "jsonb"
  elif . == "string" then "text"
  else . end;

.resources[]
| "DROP TABLE IF EXISTS \"\(.name)\";"
+ "\nCREATE TABLE \"\(.name)\" ("
+ ([.schema.fields[] | "\"\(.name)\" \(.type | type)"] | join(", "))
+ ", PRIMARY KEY (\(.schema.primaryKey | join(", "))));"
+ "\n\\copy \"\(.name)\" from '\($folder)/\(.path)' (format csv, header match)"
+ "\nSELECT count(*) FROM \"\(.name)\";"
