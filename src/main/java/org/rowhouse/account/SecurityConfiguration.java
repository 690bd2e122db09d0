package org.rowhouse.account;

import java.io.IOException;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.PictureOrigins;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may reach what. Actuator is guarded by where it listens, sites are read by
 * everybody, the admin UI and the REST API by who signed in and has the {@linkplain Needs
 * permission}, and everything else by nobody.
 * <p>
 * No answer promises TLS for years ({@code Strict-Transport-Security}): that would hold
 * for every name below the host, of which most may not be ours. It is up to whoever ends
 * TLS.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * Where frames in texts may come from: what the embeds of the content make, and no
	 * more.
	 */
	private static final String EMBEDS = "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com "
			+ "https://www.openstreetmap.org https://open.spotify.com; ";

	private static final String SITE_PICTURES = "img-src 'self' data:";

	private static final String SITE_POLICY = "default-src 'self'; " + SITE_PICTURES + "; style-src 'self'; "
			+ "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; " + EMBEDS
			+ "frame-ancestors 'self'";

	private static final String ADMIN_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; "
			+ "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'self'; "
			+ "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default rowhouse";

	private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

	/** What nobody needs to have signed in for. */
	private static final List<String> DOORS = List.of("/login", "/login/**", "/setup", "/forgot", "/reset",
			"/invitation");

	private static final String FRAME_OPTIONS = "X-Frame-Options";

	/**
	 * Otherwise each filter of a chain is observed with each request, which takes as long
	 * as the filters do. The request as a whole is.
	 */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return new PasswordEncoders(PasswordEncoders.placesOf(Runtime.getRuntime()));
	}

	@Bean
	AuthenticationManager authenticationManager(Accounts accounts, PasswordEncoder passwordEncoder,
			SignInThrottle throttle, SignInAudit audit) {
		return manager(accounts, passwordEncoder, throttle, audit);
	}

	private static AuthenticationManager manager(Accounts accounts, PasswordEncoder passwordEncoder,
			SignInThrottle throttle, SignInAudit audit) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(accounts);
		provider.setPasswordEncoder(passwordEncoder);
		provider.setUserDetailsPasswordService(accounts);
		return new ProviderManager(new ThrottledAuthenticationProvider(provider, throttle, audit));
	}

	/** First, since visitors ask most, and whether a path is Actuator's takes longer. */
	@Bean
	@Order(1)
	SecurityFilterChain siteSecurity(HttpSecurity http) {
		return http.securityMatcher(HostKind.SITE::matches)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
				.cacheControl((cache) -> cache.disable())
				.frameOptions((frame) -> frame.sameOrigin())
				.addHeaderWriter(SecurityConfiguration::sitePolicy)
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain actuatorSecurity(HttpSecurity http) {
		return http.securityMatcher(EndpointRequest.toAnyEndpoint())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain apiSecurity(HttpSecurity http, Accounts accounts, PasswordEncoder passwordEncoder,
			SignInThrottle throttle, SignInAudit audit, SecondFactors secondFactors, ApiTokens tokens) {
		AuthenticationManager passwords = manager(accounts,
				new RememberingPasswordEncoder(passwordEncoder, Ticker.systemTicker()), throttle, audit);
		AuthenticationManager authenticationManager = (token) -> {
			Authentication authentication = passwords.authenticate(token);
			if (authentication.getPrincipal() instanceof SignedIn person && secondFactors.isOn(person.id())) {
				throw new SecondFactorNeededException();
			}
			return authentication;
		};
		RequestMatcher api = (request) -> HostKind.ADMIN.matches(request)
				&& (request.getRequestURI().equals("/api") || request.getRequestURI().startsWith("/api/"));
		ApiChallenge challenge = new ApiChallenge();
		return http.securityMatcher(api)
			.addFilterBefore(new BearerTokenFilter(tokens, challenge), BasicAuthenticationFilter.class)
			.authenticationManager(authenticationManager)
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic((basic) -> basic.authenticationEntryPoint(challenge))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			// No cookie signs anybody in here, and bodies must be JSON, which no form can
			// send.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
				.contentSecurityPolicy(
						(policy) -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain adminSecurity(HttpSecurity http, AuthenticationManager authenticationManager) {
		return http.securityMatcher(HostKind.ADMIN::matches)
			.addFilterBefore(new LargeFormFilter(), CsrfFilter.class)
			.authenticationManager(authenticationManager)
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.requestMatchers(HttpMethod.GET, "/assets/**")
				.permitAll()
				.requestMatchers(DOORS.toArray(String[]::new))
				.permitAll()
				.anyRequest()
				.authenticated())
			// It would keep a session with the whole request of everybody who has not
			// signed in.
			.requestCache(AbstractHttpConfigurer::disable)
			.exceptionHandling((failures) -> failures
				.authenticationEntryPoint((request, response, failure) -> response.sendRedirect("/login"))
				.accessDeniedHandler((request, response, failure) -> refuse(request, response, failure)))
			.logout((logout) -> logout.logoutSuccessUrl("/login?signedOut"))
			.headers((headers) -> headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
				.frameOptions((frame) -> frame.disable())
				.addHeaderWriter(SecurityConfiguration::noFrameUnlessAllowed)
				.contentSecurityPolicy((policy) -> policy.policyDirectives(ADMIN_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.build();
	}

	@Bean
	@Order(5)
	SecurityFilterChain remainingSecurity(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	/** A form that is out of date can be sent again, if it was one of ours. */
	private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		if (failure instanceof CsrfException) {
			OutdatedForm.mark(request);
		}
		response.sendError(HttpServletResponse.SC_FORBIDDEN);
	}

	/** What answers with a policy of its own keeps it. */
	private static void sitePolicy(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader(CONTENT_SECURITY_POLICY)) {
			String origins = PictureOrigins.of(request);
			response.setHeader(CONTENT_SECURITY_POLICY, (origins.isEmpty()) ? SITE_POLICY
					: SITE_POLICY.replace(SITE_PICTURES, SITE_PICTURES + origins + "; media-src 'self'" + origins));
		}
	}

	/** The preview of a design stands in a frame of the admin UI itself, and says so. */
	private static void noFrameUnlessAllowed(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader(FRAME_OPTIONS)) {
			response.setHeader(FRAME_OPTIONS, "DENY");
		}
	}

}
