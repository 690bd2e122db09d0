// Passkeys: what the server and the device say to each other. Without it the password works.
(() => {
	"use strict";
	if (!window.PublicKeyCredential || !window.isSecureContext) {
		return;
	}
	const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
	const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
	const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

	async function post(path, body) {
		const headers = { [meta("csrf-header")]: meta("csrf-token") };
		if (body) {
			headers["Content-Type"] = "application/json";
		}
		const answer = await fetch(path, { method: "POST", headers, body: body ? JSON.stringify(body) : undefined });
		const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
		const content = isJson ? await answer.json() : {};
		if (!answer.ok || !isJson) {
			throw new Error(content.detail ?? t("The page is too old. Load it again."));
		}
		return content;
	}

	function credentials(list) {
		return (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));
	}

	function answer(credential, names) {
		const response = {};
		for (const name of names) {
			if (credential.response[name]) {
				response[name] = toText(credential.response[name]);
			}
		}
		if (credential.response.getTransports) {
			response.transports = credential.response.getTransports();
		}
		return {
			id: credential.id, rawId: toText(credential.rawId), type: credential.type, response,
			clientExtensionResults: credential.getClientExtensionResults(),
			authenticatorAttachment: credential.authenticatorAttachment ?? undefined
		};
	}

	async function guarded(box, button, action) {
		const error = box.querySelector("[data-passkey-error]");
		error.hidden = true;
		button.disabled = true;
		try {
			const done = await action();
			if (location.pathname === done.location.split("#")[0]) {
				location.reload();
			}
			else {
				location.assign(done.location);
			}
		}
		catch (failure) {
			button.disabled = false;
			error.textContent = failure.name === "NotAllowedError" ? t("Nothing was chosen, or it took too long. Try again.")
				: failure.name === "InvalidStateError" ? t("This device has a passkey for your account already.") : failure.message;
			error.hidden = false;
		}
	}

	const signIn = document.querySelector("[data-passkey-sign-in]");
	if (signIn) {
		signIn.hidden = false;
		const button = signIn.querySelector("button");
		button.addEventListener("click", () => guarded(signIn, button, async () => {
			const options = await post("/login/passkey/options");
			options.challenge = toBytes(options.challenge);
			options.allowCredentials = credentials(options.allowCredentials);
			const credential = await navigator.credentials.get({ publicKey: options });
			return post("/login/passkey", answer(credential, ["authenticatorData", "clientDataJSON", "signature", "userHandle"]));
		}));
	}

	const add = document.querySelector("[data-passkey-add]");
	if (add) {
		add.hidden = false;
		document.querySelector("[data-passkey-none]").hidden = true;
		const button = add.querySelector("button");
		add.addEventListener("submit", (event) => {
			event.preventDefault();
			guarded(add, button, async () => {
				const options = await post("/account/passkeys/options");
				options.challenge = toBytes(options.challenge);
				options.user.id = toBytes(options.user.id);
				options.excludeCredentials = credentials(options.excludeCredentials);
				const credential = await navigator.credentials.create({ publicKey: options });
				return post("/account/passkeys", {
					credential: answer(credential, ["attestationObject", "clientDataJSON"]), label: add.querySelector("input").value
				});
			});
		});
	}
})();
