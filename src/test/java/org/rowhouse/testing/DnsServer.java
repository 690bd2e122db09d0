package org.rowhouse.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS server in the test process, over UDP and TCP on one port of the loopback address.
 * It knows what a test has told it and nothing else.
 */
public final class DnsServer implements AutoCloseable {

	private final DatagramSocket udp;

	private final ServerSocket tcp;

	private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();

	private final Map<Name, Behaviour> behaviours = new ConcurrentHashMap<>();

	private final List<String> questions = new CopyOnWriteArrayList<>();

	private DnsServer(DatagramSocket udp, ServerSocket tcp) {
		this.udp = udp;
		this.tcp = tcp;
	}

	public static DnsServer start() {
		try {
			DnsServer server = bound();
			server.inBackground(server::answerPacket);
			server.inBackground(server::answerConnection);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A port that is free for one of both may be taken for the other. */
	private static DnsServer bound() throws IOException {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		for (int attempt = 1;; attempt++) {
			ServerSocket tcp = new ServerSocket(0, 10, loopback);
			try {
				return new DnsServer(new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
			}
			catch (BindException ex) {
				tcp.close();
				if (attempt == 10) {
					throw ex;
				}
			}
		}
	}

	/** As a setting names it. */
	public String address() {
		return "127.0.0.1:" + this.udp.getLocalPort();
	}

	/** Replaces everything at a name by TXT records, each of the strings in it. */
	public void texts(String name, List<List<String>> texts) {
		this.records.put(name(name),
				texts.stream().map((strings) -> (Record) new TXTRecord(name(name), DClass.IN, 60, strings)).toList());
	}

	/** Replaces everything at a name by one TXT record. */
	public void text(String name, String text) {
		texts(name, List.of(List.of(text)));
	}

	/** Replaces everything at a name by addresses. */
	public void addresses(String name, String... addresses) {
		this.records.put(name(name), Arrays.stream(addresses).map((text) -> address(name(name), text)).toList());
	}

	/** Replaces everything at a name by another name. */
	public void alias(String name, String target) {
		this.records.put(name(name), List.of(new CNAMERecord(name(name), DClass.IN, 60, name(target))));
	}

	public void behave(String name, Behaviour behaviour) {
		this.behaviours.put(name(name), behaviour);
	}

	/** How often a question has come, such as {@code a.test. A}. */
	public long asked(String question) {
		return this.questions.stream().filter(question::equals).count();
	}

	private static Record address(Name name, String text) {
		try {
			InetAddress address = InetAddress.getByName(text);
			return (text.contains(":")) ? new AAAARecord(name, DClass.IN, 60, address)
					: new ARecord(name, DClass.IN, 60, address);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Name name(String text) {
		try {
			return Name.fromString(text, Name.root);
		}
		catch (TextParseException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private void inBackground(Step step) {
		Thread thread = new Thread(() -> {
			while (!this.udp.isClosed()) {
				try {
					step.run();
				}
				catch (IOException ex) {
					// The next one may be readable; a closed socket ends the loop.
				}
			}
		}, "test-dns");
		thread.setDaemon(true);
		thread.start();
	}

	private void answerPacket() throws IOException {
		DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
		this.udp.receive(packet);
		byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), true);
		if (answer.length > 0) {
			this.udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
		}
	}

	private void answerConnection() throws IOException {
		try (Socket socket = this.tcp.accept()) {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			byte[] query = in.readNBytes(in.readUnsignedShort());
			byte[] answer = answer(query, false);
			if (answer.length > 0) {
				out.writeShort(answer.length);
				out.write(answer);
				out.flush();
			}
		}
	}

	private byte[] answer(byte[] bytes, boolean overUdp) throws IOException {
		Message query = new Message(bytes);
		Record question = query.getQuestion();
		this.questions.add(question.getName() + " " + Type.string(question.getType()));
		Behaviour behaviour = this.behaviours.getOrDefault(question.getName(), Behaviour.NORMAL);
		Message answer = new Message(query.getHeader().getID());
		answer.getHeader().setFlag(Flags.QR);
		answer.getHeader().setFlag(Flags.RA);
		answer.addRecord(question, Section.QUESTION);
		List<Record> known = this.records.get(question.getName());
		if (behaviour == Behaviour.SILENT || (behaviour == Behaviour.CUT_OFF && !overUdp)) {
			return new byte[0];
		}
		if (behaviour == Behaviour.FAILING) {
			answer.getHeader().setRcode(Rcode.SERVFAIL);
		}
		else if (behaviour != Behaviour.NORMAL && overUdp) {
			answer.getHeader().setFlag(Flags.TC);
		}
		else if (known == null) {
			answer.getHeader().setRcode(Rcode.NXDOMAIN);
		}
		else {
			known.stream()
				.filter((record) -> Stream.of(question.getType(), Type.CNAME)
					.anyMatch((type) -> type == record.getType()))
				.forEach((record) -> answer.addRecord(record, Section.ANSWER));
		}
		return answer.toWire();
	}

	@Override
	public void close() throws IOException {
		this.udp.close();
		this.tcp.close();
	}

	/** What happens to questions about a name. */
	public enum Behaviour {

		NORMAL,

		/** No answer at all. */
		SILENT,

		/** SERVFAIL. */
		FAILING,

		/** Truncated over UDP, whole over TCP. */
		LONG,

		/** Truncated over UDP, nothing over TCP. */
		CUT_OFF

	}

	private interface Step {

		void run() throws IOException;

	}

}
