package org.rowhouse.ownership;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells servers that anybody can reach from those that only this process and its
 * neighbours can. What the registries of IANA keep for special purposes is not public.
 */
final class PublicNetwork {

	/** RFC 6890 and what came after it. */
	private static final List<Block> RESERVED_IPV4 = Stream
		.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
				"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
				"203.0.113.0/24", "224.0.0.0/3")
		.map(Block::of)
		.toList();

	/** Everything else that IPv6 has given out so far is for special purposes. */
	private static final Block GLOBAL_IPV6 = Block.of("[2000::]/3");

	/** In it: protocol assignments with Teredo, 6to4, and twice documentation. */
	private static final List<Block> RESERVED_IPV6 = Stream
		.of("[2001::]/23", "[2001:db8::]/32", "[2002::]/16", "[3fff::]/20")
		.map(Block::of)
		.toList();

	private PublicNetwork() {
	}

	/**
	 * Tells whether an address is public.
	 * @param address an address
	 * @return whether it is neither private nor kept for a special purpose
	 */
	static boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (bytes.length == 4) {
			return RESERVED_IPV4.stream().noneMatch((block) -> block.contains(bytes));
		}
		return GLOBAL_IPV6.contains(bytes) && RESERVED_IPV6.stream().noneMatch((block) -> block.contains(bytes));
	}

	/**
	 * Addresses that begin alike.
	 *
	 * @param beginning their first bits, as a number
	 * @param open how many bits come after those
	 */
	private record Block(BigInteger beginning, int open) {

		static Block of(String cidr) {
			int slash = cidr.indexOf('/');
			try {
				byte[] first = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
				int open = first.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
				return new Block(new BigInteger(1, first).shiftRight(open), open);
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException("An address that stands in the source is never looked up", ex);
			}
		}

		boolean contains(byte[] address) {
			return new BigInteger(1, address).shiftRight(this.open).equals(this.beginning);
		}

	}

}
