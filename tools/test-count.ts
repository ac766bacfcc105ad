// Counts a vitest run from its JSON report so that nothing that went wrong counts as zero failures.

export type Count = { passed: number; failed: number }

type Report = {
  numPassedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** A file that did not load, and a run that broke outside any test, count as one failure each. */
export function countTests(reportText: string | undefined, exitCode: number): Count {
  if (reportText === undefined) return { passed: 0, failed: 1 }
  const report = JSON.parse(reportText) as Report
  const failedIn = report.testResults.map(({ status, assertionResults }) => {
    const failedTests = assertionResults.filter((test) => test.status === 'failed').length
    return failedTests === 0 && status === 'failed' ? 1 : failedTests
  })
  const failed = failedIn.reduce((sum, count) => sum + count, 0)
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}
