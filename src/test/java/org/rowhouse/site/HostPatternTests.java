package org.rowhouse.site;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HostPattern} and {@link AddressPattern}.
 */
class HostPatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			example.com ; example.com ; true
			example.com ; www.example.com ; false
			*.example.com ; www.example.com ; true
			*.example.com ; example.com ; false
			*.example.com ; a.b.example.com ; false
			*.example.com ; wwwexample.com ; false
			*.localhost ; x.localhost ; true
			**.example.com ; www.example.com ; true
			**.example.com ; a.b.example.com ; true
			**.example.com ; example.com ; false
			{site}.example.com ; www.example.com ; true
			{site}.{region}.example.com ; a.b.example.com ; true
			{site}.{region}.example.com ; b.example.com ; false
			*.bücher.example ; x.xn--bcher-kva.example ; true
			~^shop-[^.]+\\.example\\.com$ ; shop-eu.example.com ; true
			~^shop-[^.]+\\.example\\.com$ ; shop-.example.com ; false
			~^shop-[^.]+\\.example\\.com$ ; shop-a.example.com.evil.test ; false
			~shop ; myshop.example.com ; false
			~SHOP\\.test ; shop.test ; true
			~a\\.test|b\\.test ; a.test ; true
			~^(?<site>[-\\w]+)\\.example\\.com$ ; x.example.com ; true
			** ; anything.test ; true
			** ; 127.0.0.1 ; true
			""")
	void matches(String pattern, String host, boolean expected) {
		assertThat(HostPattern.parse(pattern).matches(Hostname.fromRequest(host))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			*.com ; public suffix
			*.co.uk ; public suffix
			**.com ; public suffix
			{site}.co.uk ; public suffix
			*.*.com ; public suffix
			*.公司.cn ; public suffix
			* ; every host
			*. ; domain is missing
			foo*.example.com ; whole label
			foo.*.example.com ; whole label
			*.**.example.com ; stands alone
			{Site}.example.com ; whole label
			{a}.{a}.example.com ; the same name
			*.1.2.3.4 ; IP address
			*.0.0.1 ; IPv4
			~ ; 1 to 250
			~a b ; no spaces
			~ü ; ASCII
			~( ; not a regular expression
			~(?=a)b ; not a regular expression
			~.* ; nothing in common
			~.+\\..+ ; nothing in common
			~[a-z0-9.]+ ; nothing in common
			~.*\\.com|.*\\.uk ; nothing in common
			*.ck ; public suffix
			**.kawasaki.jp ; public suffix
			~(a{900}){900} ; repeats too much
			~((a{9}){9}){90} ; repeats too much
			~a{2000} ; repeats too much
			example.com:80 ; port
			https://example.com ; Leave out
			example.com/a/../b ; path
			example.com/a//b ; path
			""")
	void parseRefusesAndSaysWhy(String typed, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressPattern.parse(typed))
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			Example.COM. ; example.com ; example.com
			*.Example.com/shop/ ; *.example.com ; *.example.com/shop
			{site}.example.com ; *.example.com ; {site}.example.com
			*.{site}.example.com/x ; *.*.example.com ; *.{site}.example.com/x
			bücher.example ; xn--bcher-kva.example ; bücher.example
			xn--bcher-kva.example ; xn--bcher-kva.example ; bücher.example
			**.bücher.example ; **.xn--bcher-kva.example ; **.bücher.example
			~^a\\.test$/x ; ~^a\\.test$ ; ~^a\\.test$/x
			**/x ; ** ; **/x
			[::1] ; [0:0:0:0:0:0:0:1] ; [0:0:0:0:0:0:0:1]
			""")
	void aPatternIsShownAsTypedAndKeptByWhatItMatches(String typed, String key, String display) {
		AddressPattern pattern = AddressPattern.parse(typed);
		assertThat(pattern.host().key()).isEqualTo(key);
		assertThat(pattern.display()).isEqualTo(display);
		assertThat(AddressPattern.parse(pattern.display())).isEqualTo(pattern);
		assertThat(AddressPattern.parse(pattern.toString())).isEqualTo(pattern);
		String names = (pattern.host() instanceof WildcardHost wildcard && !key.equals(wildcard.toString()))
				? String.join(",", wildcard.labels()) : null;
		assertThat(AddressEntity.pattern(key, names, pattern.path())).isEqualTo(pattern);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			{site}.example.com ; blog.example.com ; blog
			*.{site}.example.com ; x.blog.example.com ; blog
			~^(?<site>[a-z]+)-[0-9]+\\.example\\.com$ ; blog-7.example.com ; blog
			~^(?P<site>[a-z]+)\\.example\\.com$ ; BLOG.example.com ; blog
			""")
	void theHostNamesTheSite(String pattern, String host, String site) {
		assertThat(HostPattern.parse(pattern).choosesSite()).isTrue();
		assertThat(HostPattern.parse(pattern).siteIn(Hostname.fromRequest(host))).contains(site);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			^[a-z]+\\.example\\.com$ ; .example.com
			^(a|b)\\.x\\.test ; .x.test
			^a\\.test$|^b\\.test$ ; ''
			^a.test$ ; test
			^a\\.tes?t$ ; t
			^a\\.te\\x73t$ ; ''
			^a\\.te\\pL ; ''
			^a\\.te[st]$ ; ''
			""")
	void theEndingOfAnExpressionIsCertain(String regex, String ending) {
		assertThat(RegexEnding.of(regex)).isEqualTo((ending.equals("''")) ? "" : ending);
	}

}
