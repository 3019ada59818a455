package fakediscord

import (
	"encoding/json"
	"time"
)

func schemaOf(kind int) string {
	switch kind {
	case answerMessage, answerDefer:
		return "CreateMessageInteractionCallbackRequest"
	case answerDeferUpdate, answerUpdate:
		return "UpdateMessageInteractionCallbackRequest"
	case answerAutocomplete:
		return "ApplicationCommandAutocompleteCallbackRequest"
	}
	return ""
}

// fits says whether such an answer may be given to such an interaction.
func (i *Interaction) fits(answer int) bool {
	switch answer {
	case answerMessage, answerDefer:
		return i.kind != kindAutocomplete
	case answerDeferUpdate, answerUpdate:
		return i.kind == kindComponent
	case answerAutocomplete:
		return i.kind == kindAutocomplete
	}
	return false
}

// callback takes the first answer to an interaction.
func (c *call) callback() (int, any) {
	s := c.s
	i := s.interactions[c.seg(2)]
	if !c.is("POST", "interactions/*/*/callback") {
		return notFound()
	}
	if i == nil || i.ID != c.segs[1] || (i.response == nil && time.Since(i.at) > s.answerIn) {
		return refuse(404, 10062, "Unknown interaction")
	}
	if s.channels[i.channel.ID] == nil {
		return unknownChannel()
	}
	if i.response != nil {
		return refuse(400, 40060, "Interaction has already been acknowledged.")
	}
	var answer struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(c.body, &answer) != nil || !i.fits(answer.Type) {
		return badForm("type: not an answer to such an interaction")
	}
	if fault := c.check(schemaOf(answer.Type), c.object, answer.Type); fault != "" {
		return badForm(fault)
	}
	r := &Response{Type: answer.Type, After: time.Since(i.at)}
	b := &sendBody{}
	switch answer.Type {
	case answerMessage, answerDefer:
		if len(answer.Data) > 0 && json.Unmarshal(answer.Data, b) != nil {
			return badForm("data: not a message")
		}
		r.Private = b.Flags&flagEphemeral != 0
		i.original = s.answerWith(i, b, answer.Type == answerDefer).ID
	case answerDeferUpdate:
		i.original = i.source.ID
	case answerUpdate:
		if json.Unmarshal(answer.Data, b) != nil {
			return badForm("data: not a message")
		}
		m := s.current(i.channel, i.source.ID)
		if m == nil {
			return unknownMessage()
		}
		i.original = m.ID
		s.counts.Edits++
		s.change(i.channel, m, b, true)
	case answerAutocomplete:
		var d struct{ Choices []Choice }
		json.Unmarshal(answer.Data, &d) // checked above
		r.Choices = d.Choices
	}
	i.response = r
	s.touch()
	if c.query.Get("with_response") == "true" {
		return 200, i.told()
	}
	return 204, nil
}

// told is what an answer gets back when it asks for that: the interaction, and what the answer made. A deferral has made
// no message yet (interactions/receiving-and-responding, "Interaction Callback Response Object").
func (i *Interaction) told() dict {
	about, made := dict{"id": i.ID, "type": i.kind}, dict{"type": i.response.Type}
	if m := i.s.current(i.channel, i.original); m != nil {
		about["response_message_id"], about["response_message_loading"], about["response_message_ephemeral"] = m.ID, m.Loading(), m.Ephemeral()
		if i.response.Type == answerMessage || i.response.Type == answerUpdate {
			made["message"] = i.s.wireMessage(m, 1)
		}
	}
	return dict{"interaction": about, "resource": made}
}

// answerWith makes the message of an interaction's answer or follow-up stand.
func (s *Server) answerWith(i *Interaction, b *sendBody, loading bool) *Message {
	m := s.draft(i.channel, b)
	m.interaction, m.invoker = i.ID, i.User.ID
	if b.Mentions == nil {
		b.Mentions = forInteractions()
	}
	if i.kind == kindCommand {
		m.Type = typeCommand
		if i.source != nil {
			m.Type = typeMenuCommand
		}
	}
	if loading {
		m.Flags |= flagLoading
	}
	s.counts.Posts++
	if b.Flags&flagEphemeral != 0 {
		m.Flags |= flagEphemeral
		m.OnlyFor = i.User.ID
		s.ephemerals[m.ID] = m
		s.emitMessage("MESSAGE_CREATE", i.channel, m)
		return m
	}
	if b.Mentions != nil {
		s.ping(m, b.Mentions, s.permissions(s.bot.ID, i.channel)&MentionEveryone != 0, i.channel)
	}
	s.stand(i.channel, m)
	s.emitMessage("MESSAGE_CREATE", i.channel, m)
	return m
}

// webhooks answers follow-ups and changes of what an interaction has said.
func (c *call) webhooks() (int, any) {
	s := c.s
	i := s.interactions[c.seg(2)]
	if c.seg(1) != s.appID || i == nil {
		return refuse(404, 10015, "Unknown Webhook")
	}
	if time.Since(i.at) > tokenFor {
		return refuse(401, 50027, "Invalid Webhook Token")
	}
	if c.is("POST", "webhooks/*/*") {
		return c.followUp(i)
	}
	if len(c.segs) != 5 || c.segs[3] != "messages" {
		return notFound()
	}
	id := c.segs[4]
	if id == "@original" {
		id = i.original
	}
	m := s.current(i.channel, id)
	if m == nil || (m.interaction != i.ID && m.ID != i.original) {
		return unknownMessage()
	}
	switch c.method {
	case "GET":
		return 200, s.wireMessage(m, 1)
	case "PATCH":
		return c.edit(i.channel, m, true)
	case "DELETE":
		s.counts.Deletes++
		if m.Ephemeral() {
			delete(s.ephemerals, m.ID)
			s.touch()
		} else if at := i.channel.find(m.ID); at >= 0 {
			s.remove(i.channel, at)
		}
		return 204, nil
	}
	return notFound()
}

func (c *call) followUp(i *Interaction) (int, any) {
	s := c.s
	if i.response == nil {
		return refuse(404, 10015, "Unknown Webhook")
	}
	b, fault := c.sendBody("IncomingWebhookRequestPartial", false)
	if fault != "" {
		return badForm(fault)
	}
	// Right after a deferral the first follow-up takes the place of "thinking".
	if m := s.current(i.channel, i.original); m != nil && m.Loading() {
		return 200, s.wireMessage(s.change(i.channel, m, b, true), 1)
	}
	m := s.answerWith(i, b, false)
	i.followUps = append(i.followUps, m.ID)
	return 200, s.wireMessage(m, 1)
}
