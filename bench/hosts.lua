-- Asks one site after the other. Arguments: how many sites, the path, whether gzip is taken, an entity tag.
local requests = {}
local at = 0

function init(args)
	local sites = tonumber(args[1])
	for i = 1, sites do
		local headers = { ["Host"] = "s" .. i .. ".localhost" }
		if args[3] == "gzip" then headers["Accept-Encoding"] = "gzip" end
		if args[4] then headers["If-None-Match"] = args[4] end
		requests[i] = wrk.format("GET", args[2], headers)
	end
	at = math.random(sites)
end

function request()
	at = at % #requests + 1
	return requests[at]
end

function done(summary, latency, requests)
	io.write(string.format("figures %.0f %.0f %.0f %d\n", summary.requests * 1e6 / summary.duration,
		latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.read + summary.errors.connect
		+ summary.errors.write + summary.errors.timeout))
end
