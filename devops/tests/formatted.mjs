// Names each Terraform file that `terraform fmt` would change: the formatter is Terraform's, built as WebAssembly.
import { readFileSync } from 'node:fs';
import { format } from '@cdktn/hcl-tools';

let changed = 0;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  if ((await format(text)) !== text) {
    console.log(file);
    changed += 1;
  }
}
process.exit(changed > 0 ? 1 : 0);
