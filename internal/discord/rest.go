package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
)

// client makes REST requests. It is safe for concurrent use.
type client struct {
	session *discordgo.Session // never opened: it only sends
	wire    *wire
	routes  *routes
}

func newClient(o Options) (*client, error) {
	if o.Token == "" {
		return nil, errors.New("setting up Discord: there is no token; set BACKTALK_DISCORD_TOKEN to the one that the developer portal shows under Bot")
	}
	w, err := newWire(o.APIURL)
	if err != nil {
		return nil, err
	}
	s, err := newSession(o.Token, w)
	if err != nil {
		return nil, err
	}
	return &client{session: s, wire: w, routes: newRoutes(time.Now)}, nil
}

// newSession is a session of the library with everything off that this package does itself, and silent: what the
// library logs may hold what people write.
func newSession(token string, w http.RoundTripper) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("setting up the Discord library: %w", err)
	}
	s.Client = &http.Client{Transport: w, Timeout: callTimeout}
	s.LogLevel = -1 // below LogError
	s.StateEnabled = false
	s.Compress = false
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.SyncEvents = true // one event after the other; they are only queued there
	return s, nil
}

// refusal is an answer that is not what was asked for.
type refusal struct {
	doing  string
	status int
	code   int    // of Discord's own; 0 when it gave none
	where  string // what in the body is wrong, as Discord names it; see [faults]
}

// Error names the request, the status, the code and the faulty fields, and nothing that was sent or answered.
func (e *refusal) Error() string {
	text := fmt.Sprintf("%s: Discord answered %d", e.doing, e.status)
	if e.code != 0 {
		text += fmt.Sprintf(", code %d", e.code)
	}
	if e.where != "" {
		text += ", for " + e.where
	}
	return text
}

// Codes of refusals (topics/opcodes-and-status-codes, "JSON Error Codes").
const (
	codeUnknownMessage     = 10008
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeCannotMessage      = 50007
	codeMissingPermissions = 50013
	codeArchived           = 50083
	codeNoMutualGuilds     = 50278
	codeNoHistory          = 160002
	codeLocked             = 160005
	codeBlocked            = 200000 // by AutoMod
)

// Unwrap is the courier's word for the reason, where it has one.
func (e *refusal) Unwrap() error {
	switch {
	case e.code == codeCannotMessage, e.code == codeNoMutualGuilds:
		return courier.ErrRefused
	case e.code == codeArchived, e.code == codeLocked, e.code == codeBlocked, e.status == http.StatusForbidden:
		return courier.ErrForbidden
	case e.status == http.StatusNotFound:
		return courier.ErrGone
	case e.status == http.StatusBadRequest, e.status == http.StatusRequestEntityTooLarge:
		return courier.ErrInvalid
	}
	return nil
}

// refused tells whether an error is a refusal with one of the codes.
func refused(err error, codes ...int) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.code == c {
			return true
		}
	}
	return false
}

// unauthorized tells whether Discord does not know the token.
func unauthorized(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusUnauthorized
}

// call makes a request, waiting as long as the limits and its context allow; doing says what for. The route is what
// shares a limit; without one there is none, as with interactions. What is urgent is tried again at once when nothing, or
// nothing good, comes back soon.
func (c *client) call(ctx context.Context, doing, method, endpoint, route string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	hurry := chat.IsUrgent(ctx) && repeatable(route, in)
	for n := 1; ; {
		within := callTimeout
		if hurry && n < attemptsAtAnswer {
			within = attemptTime
		}
		again, err := c.once(ctx, within, doing, method, endpoint, route, in, out)
		switch {
		case again:
		case err != nil && within < callTimeout && ctx.Err() == nil && unclear(err):
			ctx, n = anew(ctx), n+1
		default:
			return err
		}
	}
}

// unclear tells whether an error says nothing about the request itself: no answer, or one of a server in trouble.
func unclear(err error) bool {
	var r *refusal
	return !errors.As(err, &r) || r.status >= http.StatusInternalServerError
}

// once makes one attempt, of which the sending is bounded; again is true after a limit that has been waited for.
func (c *client) once(ctx context.Context, within time.Duration, doing, method, endpoint, name string, in, out any) (again bool, err error) {
	r := &route{}
	if name != "" {
		var leave func()
		if r, leave, err = c.routes.enter(ctx, method+" "+name, chat.IsUrgent(ctx)); err != nil {
			return false, fmt.Errorf("%s: waiting for a turn: %w", doing, err)
		}
		defer leave()
	}
	var a answer
	data, err := c.send(withAnswer(ctx, &a), within, method, endpoint, in)
	var limit *discordgo.RateLimitError
	switch {
	case errors.As(err, &limit):
		wait := min(max(limit.RetryAfter, seconds(a.header.Get("Retry-After"), 0), shortest), longestLimit)
		c.routes.note(r, a, wait)
		if err := sleep(ctx, wait); err != nil {
			return false, fmt.Errorf("%s: Discord wants us to wait %s: %w", doing, wait, err)
		}
		return true, nil
	case err != nil:
		return false, wrap(doing, a, err)
	}
	c.routes.note(r, a, 0)
	if out != nil {
		if err := json.Unmarshal(data, out); err != nil {
			return false, fmt.Errorf("%s: Discord's answer is not understood", doing)
		}
	}
	return false, nil
}

// shortest is the least wait after a refusal, so that an answer of "wait 0 seconds" makes no loop.
const shortest = 100 * time.Millisecond

func (c *client) send(ctx context.Context, within time.Duration, method, endpoint string, in any) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	var data []byte
	if in != nil {
		var err error
		if data, err = json.Marshal(in); err != nil {
			return nil, err
		}
	}
	free := discordgo.NewRatelimiter().LockBucket("")
	return c.session.RequestWithLockedBucket(method, endpoint, "application/json", data, free, 0, discordgo.WithContext(ctx))
}

// wrap makes an error of ours of the library's: those hold answers, and addresses with an interaction's token in them.
func wrap(doing string, a answer, err error) error {
	e := &refusal{doing: doing, status: a.status}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		e.code, e.where = rest.Message.Code, faults(rest.ResponseBody)
	}
	if a.status >= 300 {
		return e
	}
	if a.status >= 200 { // the answer broke off, or its headers are odd
		return fmt.Errorf("%s: Discord's answer broke off", doing)
	}
	return &broken{doing, err}
}
