package discord

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"
)

// callback is how long the first response to an interaction may take: one attempt, and all from when it came.
type callback struct{ attempt, all time.Duration }

// respond is the first response. One that Discord has already is as good; else it is tried again while there is time.
// One attempt there always is.
func (x *exchange) respond(ctx context.Context, in any) error {
	left := x.a.callback.all - time.Since(x.begun)
	ctx, cancel := context.WithTimeout(ctx, max(left, x.a.callback.attempt))
	defer cancel()
	var err error
	for n := range attemptsAtAnswer {
		if n > 0 {
			if sleep(ctx, pauseBetweenAttempts) != nil {
				break
			}
			ctx = anew(ctx)
		}
		err = x.respondOnce(ctx, in)
		if n > 0 && refused(err, codeAcknowledged) {
			return nil
		}
		if err == nil || settled(err) {
			return err
		}
	}
	return err
}

func (x *exchange) respondOnce(ctx context.Context, in any) error {
	ctx, cancel := context.WithTimeout(ctx, x.a.callback.attempt)
	defer cancel()
	return x.call(ctx, "answering an interaction", "POST", discordgo.EndpointInteractionResponse(x.i.ID, x.i.Token), in, nil)
}
