// check.mjs FILE: says of each document of a JSON array whether its schema holds, and ends with 1 if one does not.
import { readFileSync } from "node:fs";

const folders = {
  "v1": "kubernetes-models/v1",
  "apps/v1": "kubernetes-models/apps/v1",
  "policy/v1": "kubernetes-models/policy/v1",
  "networking.k8s.io/v1": "kubernetes-models/networking.k8s.io/v1",
  "autoscaling/v2": "kubernetes-models/autoscaling/v2",
  "keda.sh/v1alpha1": "@kubernetes-models/keda/keda.sh/v1alpha1",
  "monitoring.coreos.com/v1": "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1",
};
let checked = 0;
for (const document of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const name = `${document.apiVersion} ${document.kind} ${document.metadata?.name}`;
  // Strimzi's own types look at what is its own.
  if (document.apiVersion.startsWith("kafka.strimzi.io/")) continue;
  try {
    const kind = (await import(folders[document.apiVersion]))[document.kind];
    new kind(document).validate();
    checked++;
  } catch (error) {
    console.log(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
console.log(`checked: ${checked}`);
