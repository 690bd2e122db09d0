package org.rowhouse.site;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with the options of JMH and prints how they compare.
 */
public final class ResolutionBenchmarks {

	private static final String BASELINE = "hashMap";

	private ResolutionBenchmarks() {
	}

	public static void main(String[] args) throws RunnerException, CommandLineOptionException {
		Collection<RunResult> results = new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Xms3g", "-Xmx3g", "-XX:+UseParallelGC")
			.build()).run();
		Map<Integer, Map<String, RunResult>> bySize = new TreeMap<>();
		for (RunResult result : results) {
			String name = result.getParams().getBenchmark();
			bySize.computeIfAbsent(Integer.valueOf(result.getParams().getParam("addresses")), (size) -> new TreeMap<>())
				.put(name.substring(name.lastIndexOf('.') + 1), result);
		}
		System.out.printf("%n%s, Java %s%n", System.getProperty("java.vm.name"), System.getProperty("java.version"));
		System.out.printf("%-22s %10s %12s %10s %18s%n", "", "addresses", "ns/lookup", "x HashMap",
				"bytes/lookup more");
		bySize.forEach((size, benchmarks) -> {
			RunResult baseline = benchmarks.get(BASELINE);
			benchmarks.forEach((name, result) -> print(name, size, result, baseline));
		});
	}

	private static void print(String name, int size, RunResult result, RunResult baseline) {
		double time = undisturbed(result);
		if (baseline == null) {
			System.out.printf("%-22s %,10d %12.1f%n", name, size, time);
			return;
		}
		System.out.printf("%-22s %,10d %12.1f %10.2f %18.1f%n", name, size, time, time / undisturbed(baseline),
				allocated(result) - allocated(baseline));
	}

	/**
	 * What one invocation in four does not exceed: an invocation is short, and either
	 * another process came between or not.
	 */
	private static double undisturbed(RunResult result) {
		return result.getPrimaryResult().getStatistics().getPercentile(25);
	}

	/** Includes the strings that are received, which are nearly the same for all. */
	private static double allocated(RunResult result) {
		Result<?> found = result.getSecondaryResults().get("gc.alloc.rate.norm");
		return (found != null) ? found.getScore() : Double.NaN;
	}

}
