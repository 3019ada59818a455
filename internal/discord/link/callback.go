package link

import (
	"context"
	"errors"
	"time"

	"backtalk/internal/courier"
)

// Promptness is how long the first response to an interaction may take: one attempt, and all from when it came.
type Promptness struct{ Attempt, All time.Duration }

// Prompt is how Discord wants it.
func Prompt() Promptness { return Promptness{attemptTime, callbackTime} }

// Respond makes the first response to an interaction, which came at a time. One that Discord has already is as good; else it
// is tried again while there is time. One attempt there always is.
func (c *Client) Respond(ctx context.Context, id, token string, came time.Time, within Promptness, in any) error {
	left := within.All - time.Since(came)
	ctx, cancel := context.WithTimeout(ctx, max(left, within.Attempt))
	defer cancel()
	var err error
	for n := range attempts {
		if n > 0 {
			if sleep(ctx, pause) != nil {
				break
			}
			ctx = anew(ctx)
		}
		err = c.respondOnce(ctx, id, token, within.Attempt, in)
		if n > 0 && Refused(err, codeAcknowledged) {
			return nil
		}
		if err == nil || Settled(err) {
			return err
		}
	}
	return err
}

func (c *Client) respondOnce(ctx context.Context, id, token string, within time.Duration, in any) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return c.Call(ctx, "answering an interaction", "POST", callback(id, token), in, nil)
}

// Again tries something that may be done twice.
func Again(ctx context.Context, do func() error) error {
	var err error
	for n := range attempts {
		if n > 0 && sleep(ctx, pause) != nil {
			break
		}
		if err = do(); err == nil || Settled(err) {
			return err
		}
	}
	return err
}

// Settled tells whether trying again cannot help.
func Settled(err error) bool {
	return errors.Is(err, courier.ErrGone) || errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrInvalid) || Unauthorized(err)
}
