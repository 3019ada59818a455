package link

import (
	"cmp"
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

// Client makes REST requests. It is safe for concurrent use.
type Client struct {
	token   string
	session *discordgo.Session // never opened: it only sends
	wire    *wire
	routes  *routes
}

// NewClient returns a client for a bot's token. Without an address of another server that speaks Discord's protocol, it is
// Discord's; without a number of requests in a second, it is what Discord takes.
func NewClient(token, api string, perSecond int) (*Client, error) {
	if token == "" {
		return nil, errors.New("setting up Discord: there is no token; set BACKTALK_DISCORD_TOKEN to the one that the developer portal shows under Bot")
	}
	w, err := newWire(api)
	if err != nil {
		return nil, err
	}
	s, err := newSession(token, w)
	if err != nil {
		return nil, err
	}
	return &Client{token: token, session: s, wire: w, routes: newRoutes(cmp.Or(perSecond, pacePerSecond), time.Now)}, nil
}

// Close ends the connections that wait for the next request.
func (c *Client) Close() { c.wire.close() }

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
	CodeNoHistory          = 160002
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

// Refused tells whether an error is a refusal with one of the codes.
func Refused(err error, codes ...int) bool {
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

// Unauthorized tells whether Discord does not know the token.
func Unauthorized(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusUnauthorized
}

// Call makes a request, waiting as long as the limits and its context allow; doing says what for. What is urgent is tried
// again at once when nothing, or nothing good, comes back soon.
func (c *Client) Call(ctx context.Context, doing, method string, to Path, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	hurry := chat.IsUrgent(ctx) && repeatable(to.route, in)
	for n := 1; ; {
		within := callTimeout
		if hurry && n < attempts {
			within = attemptTime
		}
		again, err := c.once(ctx, within, doing, method, to, in, out)
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
func (c *Client) once(ctx context.Context, within time.Duration, doing, method string, to Path, in, out any) (again bool, err error) {
	r := &route{}
	if to.route != "" {
		var leave func()
		if r, leave, err = c.routes.enter(ctx, method+" "+to.route, chat.IsUrgent(ctx)); err != nil {
			return false, fmt.Errorf("%s: waiting for a turn: %w", doing, err)
		}
		defer leave()
	}
	var a answer
	data, err := c.send(withAnswer(ctx, &a), within, method, to.endpoint, in)
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

func (c *Client) send(ctx context.Context, within time.Duration, method, endpoint string, in any) ([]byte, error) {
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
