package fakeslack

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Call is a call of the Web API, or of a response_url.
type Call struct {
	Method string
	At     time.Time
	Team   *Team             // whose token it was; nil for the app-level token and for a response_url
	Args   map[string]string // as they came, without the token; JSON values as JSON
	InForm bool              // the token was in the form, not in the header
	Error  string            // the error that was answered; "" for none
	Fault  bool              // a fault was played
}

// method is one method of the Web API.
type method struct {
	app    bool   // wants the app-level token
	scope  string // that the token needs; the function checks what depends on the conversation
	handle func(*call) object
}

// call is a call being handled. The server's lock is held.
type call struct {
	*Server
	name string
	team *Team
	args args
	out  []*Delivery // to send when the call is answered
	need string      // the scope that was missing
}

func methods() map[string]method {
	return map[string]method{
		"apps.connections.open":                 {app: true, scope: "connections:write", handle: connectionsOpen},
		"assistant.threads.setSuggestedPrompts": {scope: "assistant:write", handle: setSuggestedPrompts},
		"auth.test":                             {handle: authTest},
		"chat.delete":                           {scope: "chat:write", handle: chatDelete},
		"chat.postEphemeral":                    {scope: "chat:write", handle: postEphemeral},
		"chat.postMessage":                      {scope: "chat:write", handle: postMessage},
		"chat.update":                           {scope: "chat:write", handle: chatUpdate},
		"conversations.history":                 {handle: history},
		"conversations.open":                    {scope: "im:write", handle: conversationsOpen},
		"conversations.replies":                 {handle: replies},
		"usergroups.users.list":                 {scope: "usergroups:read", handle: usergroupsUsers},
		"users.info":                            {scope: "users:read", handle: usersInfo},
		"views.open":                            {handle: viewsOpen},
		"views.publish":                         {handle: viewsPublish},
		"views.update":                          {handle: viewsUpdate},
	}
}

// fail is an answer that says no.
func fail(code string) object { return object{"ok": false, "error": code} }

// may says whether the team's token has a scope. The lock is held.
func (t *Team) may(scope string) bool { return scope == "" || slices.Contains(t.scopes, scope) }

// serveAPI answers a call of the Web API.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	body, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
	if err != nil {
		return
	}
	a, badForm := parseArgs(r, body)
	defer s.began()()
	token, inForm := bearer(r), false
	if token == "" {
		token, inForm = a.str("token"), true
	}
	delete(a, "token")
	s.mu.Lock()
	f, faulty := s.nextFault(name)
	c := &call{Server: s, name: name, args: a}
	record := Call{Method: name, At: at, Args: a.flat(), InForm: inForm, Fault: faulty}
	if faulty && !f.after && f.waits() {
		s.mu.Unlock()
		f.wait(r.Context())
		s.mu.Lock()
	}
	var answer object
	switch {
	case faulty && f.code != "":
		answer = fail(f.code)
	case faulty && !f.after && !f.waits():
		answer = fail("fault")
	case badForm != "":
		answer = fail(badForm)
	default:
		answer = s.answer(c, token, inForm)
	}
	record.Team = c.team
	if ok, _ := answer["ok"].(bool); !ok {
		record.Error, _ = answer["error"].(string)
	}
	s.calls = append(s.calls, record)
	provided := s.app.tokenScopes
	if c.team != nil {
		provided = c.team.scopes
	}
	header := w.Header()
	if token != "" {
		header.Set("X-OAuth-Scopes", strings.Join(provided, ","))
	}
	if m := s.methods[name]; m.scope != "" {
		header.Set("X-Accepted-OAuth-Scopes", m.scope)
	}
	s.changed()
	s.mu.Unlock()
	if faulty && f.after && f.waits() {
		s.send(c.out...)
		c.out = nil
		f.wait(r.Context())
	}
	if !faulty || !f.spoil(w, answer) {
		write(w, answer)
	}
	s.send(c.out...)
}

// answer checks the token and handles the call. The lock is held.
func (s *Server) answer(c *call, token string, inForm bool) object {
	m, known := s.methods[c.name]
	if !known {
		return object{"ok": false, "error": "unknown_method", "req_method": c.name}
	}
	if code := s.auth(c, m, token, inForm); code != "" {
		return fail(code)
	}
	if c.name == "apps.connections.open" {
		s.opens = append(s.opens, time.Now())
	}
	if m.app && !slices.Contains(s.app.tokenScopes, m.scope) {
		return missingScope(m.scope, s.app.tokenScopes)
	}
	if !m.app && c.team != nil && !c.team.may(m.scope) {
		return missingScope(m.scope, c.team.scopes)
	}
	answer := m.handle(c)
	if c.need != "" {
		return missingScope(c.need, c.team.scopes)
	}
	if _, ok := answer["ok"]; !ok {
		answer["ok"] = true
	}
	return answer
}

func missingScope(needed string, provided []string) object {
	return object{"ok": false, "error": "missing_scope", "needed": needed, "provided": strings.Join(provided, ",")}
}

// auth finds whose token it is, and says what is wrong with it.
func (s *Server) auth(c *call, m method, token string, inForm bool) string {
	if token == "" {
		return "not_authed"
	}
	isApp := token == s.app.token
	for _, t := range s.teams {
		if t.token == token {
			c.team = t
		}
	}
	switch {
	case isApp && m.app && inForm: // Slack takes it in the header only
		return "invalid_auth"
	case isApp && !m.app, c.team != nil && m.app:
		c.team = nil
		return "not_allowed_token_type"
	case !isApp && c.team == nil:
		return "invalid_auth"
	case c.team != nil && c.team.authErr != "":
		return c.team.authErr
	}
	return ""
}

func bearer(r *http.Request) string {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func write(w http.ResponseWriter, answer object) {
	b, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, "the fake Slack could not write its answer", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	if answer["error"] == "ratelimited" {
		h.Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	_, _ = w.Write(b)
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// Calls are the calls of a method so far, of all with "".
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}
