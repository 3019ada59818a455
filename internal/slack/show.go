package slack

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// onPress follows a press in a message, a form or the Home tab.
func (s *Slack) onPress(ctx context.Context, in interaction) {
	who := s.self()
	if in.surface() == "home" && s.askedAtHome(ctx, in) {
		return
	}
	p, ok := pressed(in, who.team, s.o.Now())
	if !ok {
		return
	}
	if in.surface() == "home" {
		s.pressedAtHome(ctx, in, p)
		return
	}
	if in.surface() == "modal" {
		if about, ok := parseForm(in.View.Private); ok {
			p = about.moved(p)
		}
	}
	p.Staff = s.isStaff(ctx, p.Author)
	s.nameFor(ctx, &p, in)
	p, r := s.press(ctx, p)
	if r == nil {
		return
	}
	switch in.surface() {
	case "modal":
		s.showInForm(ctx, in.View.ID, p, r)
	default:
		s.showInMessage(ctx, in, p, r)
	}
}

// outsideKey is under what a context knows where to note that the bot could not post because it is no member.
type outsideKey struct{}

// press has a press followed. Where the bot could not post because it is not in the channel, the reply says what helps.
func (s *Slack) press(ctx context.Context, p chat.Press) (chat.Press, *chat.Reply) {
	var outside atomic.Bool
	r := s.courier.Press(context.WithValue(ctx, outsideKey{}, &outside), p)
	if r != nil && outside.Load() {
		told := *r
		told.Text = strings.TrimSpace(r.Text + "\n" + voice.SlackInvite)
		return p, &told
	}
	return p, r
}

// isOutside notes that the bot is not in a channel, for the press that wanted something posted there.
func isOutside(ctx context.Context, err error) {
	if c := link.Code(err); c == "not_in_channel" || c == "channel_not_found" {
		if outside, ok := ctx.Value(outsideKey{}).(*atomic.Bool); ok {
			outside.Store(true)
		}
	}
}

// pressFor is a press as far as showing the answer to a message needs one.
func pressFor(m chat.Message) chat.Press {
	return chat.Press{Place: m.Place, ID: m.ID, Author: m.Author, Direct: m.Direct}
}

// aboutOf is what the controls of a press's reply are about: the target of the press, else the message that the reply
// names.
func aboutOf(p chat.Press, r *chat.Reply) target {
	if p.Target != nil {
		return targetOf(p.Target.Place, p.Target.ID)
	}
	return targetOf(p.Place, r.About)
}

// showInMessage shows a reply where its control was pressed: in the place of the message when the reply asks for that,
// else to the presser alone.
func (s *Slack) showInMessage(ctx context.Context, in interaction, p chat.Press, r *chat.Reply) {
	if !r.Replace {
		s.showPrivately(ctx, in, p, r)
		return
	}
	ctx = showing(ctx, r)
	post := render(r, surface{public: !p.Direct && !in.Container.Ephemeral, whole: p.Action == chat.Show, about: aboutOf(p, r)})
	ref := refOf(p.Channel, in.Container.MessageTS)
	var err error
	switch {
	case in.Container.Ephemeral && r.Empty():
		err = s.respond(ctx, in, &api.WebhookMessage{DeleteOriginal: true})
	case in.Container.Ephemeral:
		m := webhook(post)
		m.ReplaceOriginal = true
		err = s.respond(ctx, in, m)
	case r.Empty():
		err = s.Delete(ctx, ref)
	default:
		err = s.update(ctx, p.Channel, in.Container.MessageTS, post)
	}
	if errors.Is(err, courier.ErrGone) {
		return
	}
	s.noted(err)
}

// showPrivately shows a reply to the presser alone: as a message in a direct message, elsewhere as one that only they
// see. It returns false when that could not be done.
func (s *Slack) showPrivately(ctx context.Context, in interaction, p chat.Press, r *chat.Reply) (shown bool) {
	if r.Empty() {
		return true
	}
	ctx = showing(ctx, r)
	post := render(r, surface{whole: p.Action == chat.Show, about: aboutOf(p, r)})
	thread := in.Container.ThreadTS
	if p.Direct {
		if thread == "" && !in.Container.Ephemeral {
			thread = in.Container.MessageTS
		}
		_, err := s.post(ctx, p.Channel, thread, post, "")
		if in.ResponseURL == "" || !link.Certain(err) {
			s.noted(err)
			return err == nil
		}
	}
	m := webhook(post)
	m.ThreadTimestamp = thread
	err := s.respond(ctx, in, m)
	if (link.Certain(err) || in.ResponseURL == "") && !p.Direct && isID(p.Channel) {
		s.o.Log.Warn("answering a press at the address that Slack gave; it goes the other way", "error", link.Bare(err))
		err = s.ephemeral(ctx, p.Channel, thread, p.Author, post)
	}
	s.noted(err)
	return err == nil
}

// webhook is a post as a response_url takes it.
func webhook(p post) *api.WebhookMessage {
	no := false
	return &api.WebhookMessage{Text: p.text, Blocks: &api.Blocks{BlockSet: p.blocks}, ResponseType: api.ResponseTypeEphemeral,
		Parse: "none", UnfurlLinks: &no, UnfurlMedia: &no}
}

// respond sends to the response_url of an interaction. It is good for five posts in half an hour:
// docs.slack.dev/interactivity/handling-user-interaction.
func (s *Slack) respond(ctx context.Context, in interaction, m *api.WebhookMessage) error {
	if in.ResponseURL == "" {
		return errors.New("answering a press: Slack gave no address for it")
	}
	return link.Failed("answering a press", s.link.Respond(ctx, in.ResponseURL, m))
}

func (s *Slack) ephemeral(ctx context.Context, channel, thread, person string, p post) error {
	options := content(p)
	if thread != "" {
		options = append(options, api.MsgOptionTS(thread))
	}
	err := s.link.Call(ctx, "chat.postEphemeral", func(ctx context.Context) error {
		_, err := s.link.API.PostEphemeralContext(ctx, channel, person, options...)
		return err
	})
	return link.Failed("showing a reply to one person", err)
}

// nameFor fills in the presser's display name, when credits name people. Without the scope for it there is no name.
func (s *Slack) nameFor(ctx context.Context, p *chat.Press, in interaction) {
	if !s.o.Names || !p.Staff || p.Action != chat.Post && p.Action != chat.PostLink {
		return
	}
	p.Name = in.User.Name
	ctx, cancel := context.WithTimeout(ctx, answerIn/2)
	defer cancel()
	if u, err := s.link.API.GetUserInfoContext(ctx, p.Author); err == nil {
		p.Name = labelOr(u.Profile.DisplayName, labelOr(u.RealName, p.Name))
	}
}
