package fakediscord

import (
	"strings"
	"time"
)

// Request is one REST request as it came, and the status it got (0 when the connection was cut before an answer).
type Request struct {
	Method string
	Path   string // without /api and the version
	Query  string
	Body   []byte // JSON
	Status int
	At     time.Time
	Early  bool // it came before the end of the wait that a fault's 429 asked for
}

// keepRequests is how many requests are kept; older ones are dropped.
const keepRequests = 20000

// maxBody is more than any body that Discord takes without files.
const maxBody = 8 << 20

// apiError is an error as Discord words it (Discord, topics/opcodes-and-status-codes, "JSON").
type apiError struct {
	Message string `json:"message"`
	Code    int    `json:"code"`
	Errors  any    `json:"errors,omitempty"`
	status  int
}

func refuse(status, code int, message string) (int, any) {
	return status, &apiError{Message: message, Code: code, status: status}
}

// The refusals that a bot meets.
func unknownChannel() (int, any) { return refuse(404, 10003, "Unknown Channel") }
func unknownMessage() (int, any) { return refuse(404, 10008, "Unknown Message") }
func missingAccess() (int, any)  { return refuse(403, 50001, "Missing Access") }
func missingPower() (int, any)   { return refuse(403, 50013, "Missing Permissions") }
func badForm(what string) (int, any) {
	return 400, &apiError{Message: "Invalid Form Body", Code: 50035, status: 400,
		Errors: dict{"_errors": []dict{{"code": "INVALID", "message": what}}}}
}

func (s *Server) note(r Request, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noteLocked(r, status)
}

func (s *Server) noteLocked(r Request, status int) {
	r.Status = status
	s.counts.Requests++
	switch status {
	case 429:
		s.counts.TooMany++
		s.counts.Invalid++
	case 401, 403:
		s.counts.Invalid++
	}
	if len(s.requests) >= keepRequests {
		s.requests = append(s.requests[:0:0], s.requests[keepRequests/2:]...)
	}
	s.requests = append(s.requests, r)
	s.touch()
}

// Requests is the REST requests so far whose method is method (any when it is empty) and whose path holds piece.
func (s *Server) Requests(method, piece string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Request
	for _, r := range s.requests {
		if (method == "" || r.Method == method) && strings.Contains(r.Path, piece) {
			found = append(found, r)
		}
	}
	return found
}
