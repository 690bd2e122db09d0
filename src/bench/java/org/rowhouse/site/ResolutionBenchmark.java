package org.rowhouse.site;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long it takes from the host, as the connector gives it, to the site. Each
 * invocation gets an array of strings that nobody has seen before, so that no hash is
 * known: neither to the {@link HashMap} that all is compared with, nor to the table.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResolutionBenchmark {

	static final int BATCH = 2_000;

	private static final RequestPath ROOT = RequestPath.of("/");

	/**
	 * What everything is compared with.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void hashMap(PlainMap load, Blackhole blackhole) {
		for (String host : load.hosts) {
			blackhole.consume(load.map.get(host));
		}
	}

	/**
	 * A host that has an address of its own, spelt as it is kept.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void exact(Exact load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * The same with a port, as on any port but 80 and 443.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void exactWithPort(ExactWithPort load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * The same in capital letters, which is rare.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void exactInCapitals(ExactInCapitals load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host one label below a domain with {@code *}.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void oneLabel(OneLabel load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host two labels below a domain with {@code **}.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void anyDepth(AnyDepth load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host that sites share by path.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void pathPrefix(PathPrefix load, Blackhole blackhole) {
		for (int i = 0; i < BATCH; i++) {
			blackhole.consume(load.table.resolve(load.hosts[i], load.paths[i]));
		}
	}

	/**
	 * A host that nobody has, among as many wildcards.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void unknown(Unknown load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host with an address of its own, and 1,000 regular expressions beside it.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void exactAmongRegexes(ExactAmongRegexes load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host that one of 1,000 expressions matches, and that was asked for before.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void regexAskedBefore(RegexAskedBefore load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host that nobody has, always another one, with 1,000 expressions to try.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void unknownAmongRegexes(UnknownAmongRegexes load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * A host with an address of its own, while another thread changes 10,000 addresses a
	 * minute.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void exactWhileChanging(ExactWhileChanging load, Blackhole blackhole) {
		resolve(load, blackhole);
	}

	/**
	 * Reading a host that is clean already, up to its text.
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void normalise(PlainMap load, Blackhole blackhole) {
		for (String host : load.hosts) {
			blackhole.consume(Hostname.fromRequest(host).toString());
		}
	}

	private static void resolve(Table load, Blackhole blackhole) {
		for (String host : load.hosts) {
			blackhole.consume(load.table.resolve(host, ROOT));
		}
	}

	/**
	 * Hosts that are asked for, in random order.
	 */
	@State(Scope.Thread)
	public abstract static class Load {

		/** How many addresses there are. */
		@Param({ "1000", "100000", "1000000" })
		public int addresses;

		final String[] hosts = new String[BATCH];

		final Random random = new Random(42);

		private byte[][] sent;

		@Setup(Level.Trial)
		public void prepare() {
			this.sent = new byte[this.addresses][];
			IntFunction<String> spelling = spelling();
			for (int n = 0; n < this.addresses; n++) {
				this.sent[n] = spelling.apply(n).getBytes(StandardCharsets.ISO_8859_1);
			}
			fill();
		}

		@Setup(Level.Invocation)
		public void receive() {
			for (int i = 0; i < BATCH; i++) {
				receive(i, this.random.nextInt(this.addresses));
			}
		}

		void receive(int i, int n) {
			this.hosts[i] = new String(this.sent[n], StandardCharsets.ISO_8859_1);
		}

		IntFunction<String> spelling() {
			return BenchSites::host;
		}

		abstract void fill();

	}

	public static class PlainMap extends Load {

		Map<String, String> map = new HashMap<>();

		@Override
		void fill() {
			for (int n = 0; n < this.addresses; n++) {
				this.map.put(BenchSites.copy(BenchSites.host(n)), BenchSites.copy("customer-" + n));
			}
		}

	}

	public abstract static class Table extends Load {

		RoutingTable table;

	}

	public static class Exact extends Table {

		@Override
		void fill() {
			this.table = BenchSites.exact(this.addresses);
		}

	}

	public static class ExactWithPort extends Exact {

		@Override
		IntFunction<String> spelling() {
			return (n) -> BenchSites.host(n) + ":8080";
		}

	}

	public static class ExactInCapitals extends Exact {

		@Override
		IntFunction<String> spelling() {
			return (n) -> BenchSites.host(n).toUpperCase(Locale.ROOT);
		}

	}

	public static class OneLabel extends Table {

		@Override
		IntFunction<String> spelling() {
			return BenchSites::below;
		}

		@Override
		void fill() {
			this.table = BenchSites.wildcards(this.addresses, "*");
		}

	}

	public static class AnyDepth extends Table {

		@Override
		IntFunction<String> spelling() {
			return BenchSites::deepBelow;
		}

		@Override
		void fill() {
			this.table = BenchSites.wildcards(this.addresses, "**");
		}

	}

	public static class Unknown extends OneLabel {

		@Override
		IntFunction<String> spelling() {
			return (n) -> "www.stranger-" + n + ".test";
		}

	}

	public static class PathPrefix extends Table {

		final RequestPath[] paths = new RequestPath[BATCH];

		private byte[][] sentPaths;

		@Override
		void receive(int i, int n) {
			super.receive(i, n);
			this.paths[i] = new RequestPath(
					new String(this.sentPaths[n % this.sentPaths.length], StandardCharsets.ISO_8859_1));
		}

		@Override
		IntFunction<String> spelling() {
			return (n) -> BenchSites.host(n / BenchSites.PER_SITE);
		}

		@Override
		void fill() {
			this.table = BenchSites.paths(this.addresses);
			this.sentPaths = new byte[BenchSites.PER_SITE][];
			for (int n = 0; n < this.sentPaths.length; n++) {
				this.sentPaths[n] = (BenchSites.path(n) + "/posts/a-post-of-some-length")
					.getBytes(StandardCharsets.ISO_8859_1);
			}
		}

	}

	public static class ExactAmongRegexes extends Exact {

		@Override
		void fill() {
			super.fill();
			BenchSites.addRegexes(this.table, 1_000);
		}

	}

	public static class RegexAskedBefore extends ExactAmongRegexes {

		@Override
		IntFunction<String> spelling() {
			return (n) -> "house-" + (n % 5_000) + ".region-" + (n % 1_000) + ".example";
		}

	}

	public static class UnknownAmongRegexes extends ExactAmongRegexes {

		@Override
		IntFunction<String> spelling() {
			return (n) -> "www.stranger-" + n + ".test";
		}

	}

	public static class ExactWhileChanging extends Exact {

		private static final long PAUSE = TimeUnit.MINUTES.toNanos(1) / 10_000;

		private volatile boolean over;

		private Thread writer;

		@Setup(Level.Iteration)
		public void startWriting() {
			this.over = false;
			this.writer = new Thread(this::write, "writer");
			this.writer.start();
		}

		@TearDown(Level.Iteration)
		public void stopWriting() throws InterruptedException {
			this.over = true;
			this.writer.join();
		}

		/** Each time an alias of some site gets another host, or its own again. */
		private void write() {
			Random chosen = new Random();
			long next = System.nanoTime();
			while (!this.over) {
				int first = chosen.nextInt(this.addresses / BenchSites.PER_SITE) * BenchSites.PER_SITE;
				boolean renamed = chosen.nextBoolean();
				this.table.put(BenchSites.site(first, BenchSites.PER_SITE, (n) -> {
					boolean other = renamed && n == first + BenchSites.PER_SITE - 1;
					return new AddressPattern(
							Hostname.fromRequest((other) ? "new." + BenchSites.host(n) : BenchSites.host(n)), "");
				}));
				next += PAUSE;
				LockSupport.parkNanos(next - System.nanoTime());
			}
		}

	}

}
