package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/slack/link"
)

// Post shows a reply to everybody in a place, in the thread of what it answers.
func (s *Slack) Post(ctx context.Context, at chat.Place, r *chat.Reply, nonce string) (string, error) {
	thread := at.Thread
	if thread == "" && strings.Contains(r.ReplyTo, ".") {
		thread = r.ReplyTo
	}
	on := surface{public: !isDirect(at.Channel), about: targetOf(at, r.About)}
	return s.post(showing(ctx, r), at.Channel, thread, render(r, on), nonce)
}

// Whisper shows a reply to one person in their direct message with the bot.
func (s *Slack) Whisper(ctx context.Context, at chat.Place, person string, r *chat.Reply, nonce string) (string, error) {
	ref, err := s.post(showing(ctx, r), person, "", render(r, surface{about: targetOf(at, r.About)}), nonce)
	if link.Refused(err) {
		return "", fmt.Errorf("sending a direct message: %w: Slack says %s", courier.ErrRefused, link.Code(err))
	}
	return ref, err
}

// Show shows a reply to one person alone where they asked, for when they take no direct messages. It vanishes when they
// open Slack anew. Slack shows nothing in a thread in which nobody has replied, so that the reply to a question that
// opens one stands in the channel (docs.slack.dev/reference/methods/chat.postEphemeral).
func (s *Slack) Show(ctx context.Context, at chat.Place, person string, r *chat.Reply) error {
	thread := at.Thread
	if thread == r.ReplyTo {
		thread = ""
	}
	err := s.ephemeral(showing(ctx, r), at.Channel, thread, person, render(r, surface{about: targetOf(at, r.About)}))
	if link.Certain(err) {
		return fmt.Errorf("showing a reply to one person: %w: %v", courier.ErrRefused, err)
	}
	return err
}

// post sends a message. A reply to a parent that was deleted would stand alone in the channel: it is taken away again.
func (s *Slack) post(ctx context.Context, channel, thread string, p post, nonce string) (string, error) {
	options := append(content(p), api.MsgOptionDisableLinkUnfurl(), api.MsgOptionDisableMediaUnfurl(), api.MsgOptionDisableMarkdown())
	if thread != "" {
		options = append(options, api.MsgOptionTS(thread))
	}
	if nonce != "" {
		options = append(options, api.MsgOptionMetadata(api.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{metadataKey: nonce}}))
	}
	var in, ts string
	var as api.Message
	err := s.link.Post(ctx, channel, func(ctx context.Context) (err error) {
		in, ts, as, err = s.link.API.PostMessageWithResponseContext(ctx, channel, options...)
		return err
	})
	isOutside(ctx, err)
	switch {
	case link.Refused(err):
		return "", &slackError{link.Failed("posting a reply", err), err}
	case err != nil:
		return "", link.Failed("posting a reply", err)
	case ts == "" || in == "":
		return "", errors.New("posting a reply: Slack's answer does not say where it stands")
	case thread != "" && as.ThreadTimestamp == "":
		if err := s.Delete(ctx, refOf(in, ts)); err != nil {
			s.o.Log.Error("removing a reply whose question is gone", "error", err)
		}
		return "", fmt.Errorf("posting a reply: its question was deleted: %w", courier.ErrGone)
	}
	return refOf(in, ts), nil
}

// slackError is a sorted error that still knows Slack's word for it.
type slackError struct {
	error
	cause error
}

// Unwrap gives both.
func (e *slackError) Unwrap() []error { return []error{e.error, e.cause} }

// The metadata of a post: an opaque number, by which it is found again. Everybody in the workspace can read it.
const (
	metadataType = "backtalk_reply"
	metadataKey  = "nonce"
)

// content is a post's words. They are escaped already, and nothing in them is to be read as a name or an address.
func content(p post) []api.MsgOption {
	return []api.MsgOption{api.MsgOptionText(p.text, false), api.MsgOptionBlocks(p.blocks...), api.MsgOptionParse(false)}
}

// Edit puts a reply in the place of a posted one.
func (s *Slack) Edit(ctx context.Context, ref string, r *chat.Reply) error {
	channel, ts, ok := parseRef(ref)
	if !ok {
		return fmt.Errorf("changing a reply: %w: the reference is not one of Slack's", courier.ErrGone)
	}
	on := surface{public: !isDirect(channel)}
	if q, ok := s.courier.Question(ctx, ref); ok {
		on.about = targetOf(q.Place, r.About)
	}
	return s.update(showing(ctx, r), channel, ts, render(r, on))
}

func (s *Slack) update(ctx context.Context, channel, ts string, p post) error {
	err := s.link.Call(ctx, "chat.update", func(ctx context.Context) error {
		_, _, _, err := s.link.API.UpdateMessageContext(ctx, channel, ts, content(p)...)
		return err
	})
	return link.Failed("changing a reply", err)
}

// Delete takes a posted reply away; one that is gone already is no error.
func (s *Slack) Delete(ctx context.Context, ref string) error {
	channel, ts, ok := parseRef(ref)
	if !ok {
		return nil
	}
	err := s.link.Call(ctx, "chat.delete", func(ctx context.Context) error {
		_, _, err := s.link.API.DeleteMessageContext(ctx, channel, ts)
		return err
	})
	if err = link.Failed("removing a reply", err); errors.Is(err, courier.ErrGone) {
		return nil
	}
	return err
}

// Link is the address of a message.
func (s *Slack) Link(at chat.Place, id string) string {
	base := s.self().url
	if base == "" || !strings.Contains(id, ".") || at.Channel == "" {
		return ""
	}
	link := base + "archives/" + at.Channel + "/p" + strings.ReplaceAll(id, ".", "")
	if at.Thread != "" && at.Thread != id {
		link += "?thread_ts=" + at.Thread + "&cid=" + at.Channel
	}
	return link
}

// Profile is the address of a person.
func (s *Slack) Profile(_ chat.Place, person string) string {
	base := s.self().url
	if base == "" || person == "" {
		return ""
	}
	return base + "team/" + person
}

// Notify tells staff something in their channel.
func (s *Slack) Notify(ctx context.Context, n chat.Notice) error {
	if _, err := s.post(ctx, n.To.Channel, n.To.Thread, notification(n), ""); err != nil {
		return fmt.Errorf("telling staff: %w", err)
	}
	return nil
}

// isDirect tells whether a channel is a direct message, or a person's id that stands for one.
func isDirect(channel string) bool {
	return strings.HasPrefix(channel, "D") || strings.HasPrefix(channel, "U") || strings.HasPrefix(channel, "W")
}
