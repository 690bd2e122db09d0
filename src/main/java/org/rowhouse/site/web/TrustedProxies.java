package org.rowhouse.site.web;

import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidSettingException;

/**
 * A list of addresses and networks in the settings, such as those whose word about where
 * a request came from counts: {@code rowhouse.trusted-proxies}.
 */
public final class TrustedProxies {

	private static final int IPV4_BITS = 32;

	/** The bits of {@code ::ffff:0:0/96}, in which IPv4 addresses are mapped. */
	private static final int MAPPED_BITS = 96;

	private final List<Network> networks;

	private TrustedProxies(List<Network> networks) {
		this.networks = networks;
	}

	/**
	 * Reads the setting.
	 * @param texts addresses and networks in CIDR notation
	 * @return the networks
	 * @throws InvalidSettingException if one is neither an address nor a network
	 */
	static TrustedProxies of(List<String> texts) {
		return of("rowhouse.trusted-proxies", texts);
	}

	/**
	 * Reads another setting of the same kind.
	 * @param setting its name
	 * @param texts addresses and networks in CIDR notation
	 * @return the networks
	 * @throws InvalidSettingException if one is neither an address nor a network
	 */
	public static TrustedProxies of(String setting, List<String> texts) {
		return new TrustedProxies(texts.stream().map((text) -> network(setting, text)).toList());
	}

	/**
	 * Tells whether an address is one of a trusted proxy.
	 * @param address an address; one that is not known is not trusted
	 * @return whether it is
	 */
	public boolean contain(@Nullable InetAddress address) {
		if (address == null || this.networks.isEmpty()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		for (Network network : this.networks) {
			if (network.contains(bytes)) {
				return true;
			}
		}
		return false;
	}

	private static InvalidSettingException invalid(String setting, String value, String reason) {
		return new InvalidSettingException(
				setting + " has the entry '" + value + "', which cannot be used: " + reason + ".",
				"Write an address, such as 127.0.0.1 or 2001:db8::5, or a whole network, such as "
						+ "10.0.0.0/8 or 2001:db8::/32. Names are not looked up.");
	}

	private static Network network(String setting, String text) {
		String value = text.strip();
		int slash = value.indexOf('/');
		String literal = (slash >= 0) ? value.substring(0, slash) : value;
		InetAddress address = IpLiteral.parse(literal);
		if (address == null) {
			throw invalid(setting, text, "it does not begin with an IPv4 or IPv6 address");
		}
		byte[] bytes = address.getAddress();
		int size = bytes.length * Byte.SIZE;
		int bits = size;
		if (slash >= 0) {
			bits = number(setting, text, value.substring(slash + 1));
			if (size == IPV4_BITS && literal.indexOf(':') >= 0) {
				bits -= MAPPED_BITS;
			}
		}
		if (bits < 0 || bits > size) {
			throw invalid(setting, text, "the number behind the slash does not fit an address of " + size + " bits");
		}
		for (int i = bits; i < size; i++) {
			if ((bytes[i / Byte.SIZE] & (0x80 >> (i % Byte.SIZE))) != 0) {
				throw invalid(setting, text,
						"the address goes on behind its first " + bits + " bits, so it is not that of a network");
			}
		}
		return new Network(bytes, bits);
	}

	private static int number(String setting, String text, String digits) {
		if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw invalid(setting, text, "behind the slash there is no number of bits");
		}
		return Integer.parseInt(digits);
	}

	private static final class Network {

		private final byte[] bytes;

		private final int bits;

		Network(byte[] bytes, int bits) {
			this.bytes = bytes;
			this.bits = bits;
		}

		boolean contains(byte[] address) {
			if (address.length != this.bytes.length) {
				return false;
			}
			int whole = this.bits / Byte.SIZE;
			for (int i = 0; i < whole; i++) {
				if (address[i] != this.bytes[i]) {
					return false;
				}
			}
			int rest = this.bits % Byte.SIZE;
			return rest == 0 || ((address[whole] ^ this.bytes[whole]) & (0xFF00 >> rest) & 0xFF) == 0;
		}

	}

}
