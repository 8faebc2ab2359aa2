-- Sends the requests of a file in turn, and writes what came of it as one line of JSON.
-- Each line of the file: method, path, headers ("name: value|name: value"), body; tabs between.

local requests, turn = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local method, path, headers, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local all = {}
    for name, value in headers:gmatch("([^:|]+): ([^|]+)") do
      all[name] = value
    end
    requests[#requests + 1] = wrk.format(method, path, all, body ~= "" and body or nil)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.4f, "bytes": %d, "p50_ms": %.3f, "p99_ms": %.3f, "max_ms": %.3f, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
