package fakediscord

import (
	"encoding/json"
	"strings"
	"time"
)

// sendBody is what POST and PATCH of a message carry. Pointers tell what was left out.
type sendBody struct {
	Content    *string          `json:"content"`
	Embeds     *json.RawMessage `json:"embeds"`
	Components *json.RawMessage `json:"components"`
	Flags      int              `json:"flags"`
	Mentions   *allowed         `json:"allowed_mentions"`
	Nonce      any              `json:"nonce"`
	Enforce    bool             `json:"enforce_nonce"`
	Reference  *struct {
		MessageID string `json:"message_id"`
		Strict    *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

// sentNonce is what an enforced nonce stands for. Discord promises "the past few minutes".
type sentNonce struct {
	id string
	at time.Time
}

const nonceFor = 5 * time.Minute

// send posts a message for the bot.
func (c *call) send(ch *channel, may Permission) (int, any) {
	s := c.s
	need := SendMessages
	if ch.isThread() {
		need = SendInThreads
	}
	switch {
	case ch.Kind == Forum, ch.Kind == Category:
		return refuse(400, 50008, "Cannot send messages in a non-text channel")
	case ch.Kind == DirectMessage && (s.closedDMs[ch.recipient] || !s.sharesGuild(ch.recipient)):
		return refuse(403, 50007, "Cannot send messages to this user")
	case may&need == 0:
		return missingPower()
	}
	b, fault := c.sendBody("MessageCreateRequest", false)
	if fault != "" {
		return badForm(fault)
	}
	if may&EmbedLinks == 0 && b.Embeds != nil && len(parseEmbeds(*b.Embeds)) > 0 {
		return missingPower()
	}
	key := ""
	if n, ok := b.Nonce.(string); ok && n != "" && b.Enforce {
		key = ch.ID + " " + n
		if old, ok := s.nonces[key]; ok && time.Since(old.at) < nonceFor {
			if at := ch.find(old.id); at >= 0 {
				return 200, s.wireMessage(ch.messages[at], 1)
			}
		}
	}
	m := s.draft(ch, b)
	if r := b.Reference; r != nil && r.MessageID != "" {
		if may&ReadHistory == 0 {
			return refuse(403, 160002, "Cannot reply without permission to read message history")
		}
		if ch.find(r.MessageID) >= 0 {
			m.ReplyTo, m.Type = r.MessageID, typeReply
		} else if r.Strict == nil || *r.Strict {
			return badForm("message_reference: Unknown message")
		}
	}
	s.ping(m, b.Mentions, may&MentionEveryone != 0, ch)
	if ch.archived {
		ch.archived = false
		s.emit(event{name: "THREAD_UPDATE", intent: Guilds, channel: ch, body: s.wireChannel(ch)})
	}
	s.stand(ch, m)
	if key != "" {
		s.nonces[key] = sentNonce{m.ID, time.Now()}
		s.forgetNonces()
	}
	s.counts.Posts++
	s.emitMessage("MESSAGE_CREATE", ch, m)
	return 200, s.wireMessage(m, 1)
}

// forgetNonces keeps the list of nonces from growing for ever.
func (s *Server) forgetNonces() {
	if len(s.nonces)%1024 != 0 {
		return
	}
	for k, n := range s.nonces {
		if time.Since(n.at) > nonceFor {
			delete(s.nonces, k)
		}
	}
}

// draft is a new message of the bot with what the body says.
func (s *Server) draft(ch *channel, b *sendBody) *Message {
	m := &Message{ID: s.ids.next(), ChannelID: ch.ID, GuildID: ch.GuildID, Author: s.bot, Sent: time.Now(), names: s.nameOf}
	m.Flags = b.Flags & (1<<2 | 1<<12)
	if n, ok := b.Nonce.(string); ok {
		m.Nonce = n
	}
	m.apply(b)
	return m
}

// apply puts into a message what the body says; what it leaves out stays.
func (m *Message) apply(b *sendBody) {
	if b.Content != nil {
		m.Content = strings.TrimSpace(*b.Content)
	}
	if b.Embeds != nil {
		m.rawEmbeds, m.Embeds = *b.Embeds, parseEmbeds(*b.Embeds)
	}
	if b.Components != nil {
		m.rawParts, m.Components = *b.Components, parseComponents(*b.Components)
	}
}

// edit changes a message of the bot, an ephemeral one as well.
func (c *call) edit(ch *channel, m *Message, interaction bool) (int, any) {
	s := c.s
	schema := "MessageEditRequestPartial"
	if interaction {
		schema = "IncomingWebhookUpdateRequestPartial"
	}
	b, fault := c.sendBody(schema, true)
	if fault != "" {
		return badForm(fault)
	}
	s.counts.Edits++
	return 200, s.wireMessage(s.change(ch, m, b, interaction), 1)
}

// change puts an edited copy of m in its place.
func (s *Server) change(ch *channel, m *Message, b *sendBody, interaction bool) *Message {
	next := *m
	next.apply(b)
	next.Flags &^= flagLoading
	if !m.Loading() {
		next.Edited = time.Now()
	}
	if b.Mentions == nil && interaction {
		b.Mentions = forInteractions()
	}
	s.ping(&next, b.Mentions, s.permissions(s.bot.ID, ch)&MentionEveryone != 0, ch)
	s.replace(ch, &next)
	s.emitMessage("MESSAGE_UPDATE", ch, &next)
	return &next
}

// replace puts a message in the place of the older one with its id.
func (s *Server) replace(ch *channel, m *Message) {
	if m.Ephemeral() {
		s.ephemerals[m.ID] = m
	} else if at := ch.find(m.ID); at >= 0 {
		ch.messages[at] = m
	}
	s.touch()
}
