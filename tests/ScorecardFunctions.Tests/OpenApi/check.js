// Arguments: the document's file, then for each answer its path, verb, status and media type as in the document, and the file of its body.
// Prints what is wrong, one line each.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import formats from "ajv-formats";

const [file, ...answers] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const checked = await new Validator().validate(read(file));
if (!checked.valid) {
  console.log(`the document: ${JSON.stringify(checked.errors)}`);
}

// An answer with a name that the document does not have is wrong too.
const document = read(file);
for (const schema of Object.values(document.components.schemas)) {
  if (schema.required) {
    schema.additionalProperties = false;
  }
}

const ajv = new Ajv2020.default({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, "openapi");
const pointer = (parts) => parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
for (let i = 0; i < answers.length; i += 5) {
  const [path, verb, status, type, body] = answers.slice(i, i + 5);
  const validate = ajv.compile({ $ref: `openapi#/${pointer(["paths", path, verb, "responses", status, "content", type, "schema"])}` });
  if (!validate(read(body))) {
    console.log(`${verb} ${path} ${status}: ${ajv.errorsText(validate.errors)}`);
  }
}
