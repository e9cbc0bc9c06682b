/**
 * The ordinary-browser host, on 127.0.0.1 only. What the renderer's transport needs to know:
 *
 * - `GET /open?key=…&to=/…` sets the session cookie and redirects to `to` (default `/`). The key serves once.
 * - `POST /rpc/<name>`, `content-type: application/json`, body = the JSON input, or `null` for a procedure without input.
 *   The answer is a `Reply` in JSON; a coded failure is `{ok: false, error}` with HTTP 200. Requests refused at the door
 *   (401, 403, 400, 413, 415) carry a `Reply` as well.
 * - `GET /events` is a stream of server-sent events; each message's `data` is the JSON of a `BridgeEvent` `{name, payload}`.
 *   Comments (`: ping`) keep it alive. Nothing is replayed: on every reopening, the client must read again what it shows.
 * - Any other `GET` is a file of the renderer, or `index.html` when the path has no extension.
 */
export {}
