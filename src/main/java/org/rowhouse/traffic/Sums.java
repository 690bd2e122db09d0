package org.rowhouse.traffic;

import java.time.Duration;

import org.rowhouse.site.CompletedRequest;

/**
 * What requests come to. Not safe for several threads at once.
 */
final class Sums {

	private static final int FIRST_CLIENT_ERROR = 400;

	private static final int FIRST_SERVER_ERROR = 500;

	private static final int NOT_MODIFIED = 304;

	private static final int UNAVAILABLE = 503;

	private long requests;

	private long clientErrors;

	private long serverErrors;

	private long bytes;

	private long notModified;

	private long cached;

	/** Microseconds, as the next two. */
	private long answering;

	private long rendering;

	private long database;

	private final Histogram times;

	Sums() {
		this.times = new Histogram();
	}

	/** What a row of the database says. */
	Sums(TrafficHour row) {
		this.requests = row.requests();
		this.clientErrors = row.clientErrors();
		this.serverErrors = row.serverErrors();
		this.bytes = row.bytes();
		this.notModified = row.notModified();
		this.cached = row.cached();
		this.answering = row.answering();
		this.rendering = row.rendering();
		this.database = row.database();
		this.times = Histogram.of(row.times());
	}

	/**
	 * Tells whether a server error is one. A site that is closed for a while answers 503
	 * on purpose.
	 */
	static boolean isServerError(CompletedRequest request) {
		return request.status() >= FIRST_SERVER_ERROR && (request.failure() != null || request.status() != UNAVAILABLE);
	}

	void add(CompletedRequest request) {
		this.requests++;
		this.serverErrors += (isServerError(request)) ? 1 : 0;
		this.clientErrors += (request.status() >= FIRST_CLIENT_ERROR && request.status() < FIRST_SERVER_ERROR) ? 1 : 0;
		boolean unchanged = request.status() == NOT_MODIFIED;
		this.notModified += (unchanged) ? 1 : 0;
		this.cached += (request.effort().cached() && !unchanged) ? 1 : 0;
		this.bytes += request.effort().bytes();
		this.answering += micros(request.duration());
		this.rendering += micros(request.effort().rendering());
		this.database += micros(request.effort().database());
		this.times.add(request.duration());
	}

	private static long micros(Duration duration) {
		return duration.toNanos() / 1000;
	}

	void add(Sums other) {
		this.requests += other.requests;
		this.clientErrors += other.clientErrors;
		this.serverErrors += other.serverErrors;
		this.bytes += other.bytes;
		this.notModified += other.notModified;
		this.cached += other.cached;
		this.answering += other.answering;
		this.rendering += other.rendering;
		this.database += other.database;
		this.times.add(other.times);
	}

	long requests() {
		return this.requests;
	}

	long clientErrors() {
		return this.clientErrors;
	}

	long serverErrors() {
		return this.serverErrors;
	}

	long bytes() {
		return this.bytes;
	}

	long notModified() {
		return this.notModified;
	}

	long cached() {
		return this.cached;
	}

	long answering() {
		return this.answering;
	}

	long rendering() {
		return this.rendering;
	}

	long database() {
		return this.database;
	}

	Histogram times() {
		return this.times;
	}

	TrafficFigures toFigures() {
		boolean none = this.requests == 0;
		return new TrafficFigures(this.requests, this.clientErrors, this.serverErrors, this.bytes, this.notModified,
				this.cached, (none) ? null : round((double) this.answering / this.requests / 1000),
				(none) ? null : round(this.times.percentileMillis(0.5)),
				(none) ? null : round(this.times.percentileMillis(0.99)), this.answering / 1000, this.rendering / 1000,
				this.database / 1000);
	}

	private static double round(double millis) {
		return Math.round(millis * 1000) / 1000.0;
	}

}
