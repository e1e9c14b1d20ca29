# plan.json, environment.json and results.json of one run, slurped, into fidelity-record.json.
.[0] as $plan | .[1] as $environment | .[2] as $results
| {
    schemaVersion: 1,
    runId: $plan.runId,
    measuredAt: $plan.createdAt,
    blocks: $results.blocks,
    confidence: $plan.confidence,
    environment:
      (($environment.host | {os, kernel, cpu, cores, jdk, layertax}
        | with_entries(select(.value != null)))
       + {fileSystem: ([$environment.passports[]
           | select(.target == "named-volume") | .facts.fileSystem] | unique | join(", "))}),
    fidelity: $results.fidelity,
    fidelitySummaries: $results.fidelitySummaries
  }
