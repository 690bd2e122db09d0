package org.rowhouse.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.ApiToken;
import org.rowhouse.account.ApiTokens;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The tokens of whoever asks, in the REST API. A token cannot ask for them.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
@RequestMapping("/api/tokens")
class TokenApiController {

	private final ApiTokens tokens;

	TokenApiController(ApiTokens tokens) {
		this.tokens = tokens;
	}

	@GetMapping
	List<TokenBody> list() {
		return this.tokens.list().stream().map((token) -> TokenBody.of(token, null)).toList();
	}

	/** The answer has the secret, this once. */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<TokenBody> issue(@RequestBody ApiToken.Wish wish, HttpServletRequest request) {
		ApiToken.Issued issued = this.tokens.issue(wish, request);
		return ResponseEntity.created(URI.create("/api/tokens/" + issued.token().id()))
			.body(TokenBody.of(issued.token(), issued.secret()));
	}

	@DeleteMapping("/{id:[0-9]{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable long id) {
		this.tokens.end(id);
	}

	/** A token; {@code site} is absent if it reaches all of the person's. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record TokenBody(long id, String name, String scope, @Nullable String site, Instant createdAt, Instant expiresAt,
			@Nullable Instant lastUsedAt, @Nullable String secret) {

		static TokenBody of(ApiToken token, @Nullable String secret) {
			return new TokenBody(token.id(), token.name(), token.scope().word(), token.site(), token.createdAt(),
					token.expiresAt(), token.lastUsedAt(), secret);
		}

		@Override
		public String toString() {
			return "TokenBody[id=" + this.id + "]";
		}

	}

}
