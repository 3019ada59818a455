package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
	"backtalk/internal/voice"
)

var (
	_ courier.Platform = (*Adapter)(nil)
	_ courier.Notifier = (*Adapter)(nil)
)

// Post shows a reply to everybody in a place.
func (a *Adapter) Post(ctx context.Context, at chat.Place, r *chat.Reply, nonce string) (string, error) {
	b := render(r, view{about: at, plain: a.plain(at), reply: true, nonce: nonce})
	return a.post(ctx, "posting a reply", room(at), b)
}

// Whisper sends a reply to one person.
func (a *Adapter) Whisper(ctx context.Context, at chat.Place, person string, r *chat.Reply, nonce string) (string, error) {
	dm, err := a.directChannel(ctx, person)
	if err != nil {
		return "", err
	}
	return a.post(ctx, "sending a direct message", dm, render(r, view{about: at, nonce: nonce}))
}

// plain tells whether the bot may not post embeds in a place.
func (a *Adapter) plain(at chat.Place) bool {
	c, ok := a.guilds.channel(room(at))
	bot, _ := a.guilds.ids()
	return ok && at.Space != "" && a.guilds.may(c, bot, nil)&mayEmbed == 0
}

// post posts a message, without the reference to the question where the bot may not read what was said.
func (a *Adapter) post(ctx context.Context, doing, channelID string, b body) (string, error) {
	var m struct {
		ID string `json:"id"`
	}
	to := link.Messages(channelID, nil)
	err := a.rest.Call(ctx, doing, "POST", to, b, &m)
	if link.Refused(err, link.CodeNoHistory) {
		b.Reference = nil
		err = a.rest.Call(ctx, doing, "POST", to, b, &m)
	}
	if err != nil {
		a.heed(err)
		return "", err
	}
	a.own.note(b.Nonce, ref(channelID, m.ID))
	return ref(channelID, m.ID), nil
}

// Once tells whether Discord makes one message of the body, however often it is sent: it does of those with the same nonce.
func (b body) Once() bool { return b.Nonce != "" && b.EnforceNonce }

// ref is how a post is found again: by its channel and its id.
func ref(channelID, messageID string) string { return channelID + "/" + messageID }

func readRef(s string) (channelID, messageID string, err error) {
	channelID, messageID, _ = strings.Cut(s, "/")
	if !isID(channelID) || !isID(messageID) {
		return "", "", fmt.Errorf("reading where a reply stands: %w", courier.ErrGone)
	}
	return channelID, messageID, nil
}

// Edit puts a reply in the place of a posted one.
func (a *Adapter) Edit(ctx context.Context, posted string, r *chat.Reply) error {
	channelID, messageID, err := readRef(posted)
	if err != nil {
		return err
	}
	at := chat.Place{Platform: Name, Channel: channelID}
	c, ok := a.guilds.channel(channelID)
	if !ok && !chat.IsUrgent(ctx) { // a warning does not wait for that
		c, ok = a.lookup(ctx, channelID)
	}
	if ok {
		at = place(c)
	}
	b := render(r, view{about: at, plain: a.plain(at)})
	err = a.rest.Call(ctx, "changing a reply", "PATCH", link.Message(channelID, messageID), b, nil)
	a.heed(err)
	return err
}

// Delete takes a posted reply away.
func (a *Adapter) Delete(ctx context.Context, posted string) error {
	channelID, messageID, err := readRef(posted)
	if err != nil {
		return nil // it stands nowhere
	}
	a.own.forget(posted)
	a.own.taking(messageID)
	err = a.rest.Call(ctx, "removing a reply", "DELETE", link.Message(channelID, messageID), nil, nil)
	a.heed(err)
	if errors.Is(err, courier.ErrGone) {
		return nil
	}
	return err
}

// Find looks for the post with a nonce: in memory, and among what was said after the message that it answers. What may be
// another post is not taken for it: the same one again within minutes is posted once, by its nonce.
func (a *Adapter) Find(ctx context.Context, at chat.Place, person, id, nonce string) (string, error) {
	if posted, ok := a.own.as(nonce); ok {
		return posted, nil
	}
	bot, err := a.guilds.self(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for a reply: %w", err)
	}
	channelID := room(at)
	if person != "" {
		if channelID, err = a.directChannel(ctx, person); err != nil {
			return "", err
		}
	}
	after, answers := id, id
	if person != "" {
		answers = "" // which stands in another channel
	}
	for range findPages {
		page, err := a.history(ctx, channelID, look{after: after})
		if err != nil {
			return "", err
		}
		for _, m := range page {
			if m.Author != nil && m.Author.ID == bot && a.isPost(ctx, m, channelID, answers, nonce) {
				return ref(channelID, m.ID), nil
			}
		}
		if len(page) < maxPage {
			return "", nil
		}
		after = page[len(page)-1].ID
	}
	return "", errors.New("looking for a reply: too much was said since")
}

// findPages is how many pages of history are looked at for one reply.
const findPages = 3

// Link is the address of a message in a guild, or, without an id, of a channel; nobody else can open those in direct
// messages.
func (a *Adapter) Link(at chat.Place, id string) string {
	if at.Space == "" {
		return ""
	}
	if id == "" {
		return "https://discord.com/channels/" + at.Space + "/" + room(at)
	}
	if id = a.commanded.standing(id); id == "" {
		return ""
	}
	return "https://discord.com/channels/" + at.Space + "/" + room(at) + "/" + id
}

// Profile is the address of a person.
func (a *Adapter) Profile(_ chat.Place, person string) string {
	if person == "" {
		return ""
	}
	return "https://discord.com/users/" + person
}

// Notify posts a notice to a staff channel.
func (a *Adapter) Notify(ctx context.Context, n chat.Notice) error {
	_, err := a.post(ctx, "telling staff", room(n.To), notice(n))
	return err
}

// notice is Discord's message of a notice. A mention shows staff the person's name, and pings nobody.
func notice(n chat.Notice) body {
	l := voice.LayNotice(n)
	b := render(&chat.Reply{Words: chat.Words{Lead: n.Text}}, view{nonce: n.Nonce})
	if n.Who != "" && n.About.Platform == Name && isID(n.Who) {
		b.Content += "\n" + voice.WhoAsks + " <@" + n.Who + ">"
	}
	var controls []discordgo.MessageComponent
	for _, to := range l.Links {
		if button, ok := leading(&to); ok {
			controls = append(controls, button)
		}
	}
	for _, one := range l.Buttons {
		controls = appendButton(controls, one, control{})
	}
	if len(controls) > 0 {
		b.Components = []discordgo.MessageComponent{row(controls[:min(len(controls), maxRowButtons)]...)}
	}
	return b
}
