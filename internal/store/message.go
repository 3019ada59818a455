package store

import (
	"encoding/json"
	"errors"
	"time"

	"backtalk/internal/chat"
)

// message is a chat.Message as the file holds it. It is a type of its own, so that chat.Message can change without a
// message that waits for its answer being misread by a newer program.
type message struct {
	Platform  string    `json:"platform"`
	Space     string    `json:"space,omitempty"`
	Channel   string    `json:"channel,omitempty"`
	Thread    string    `json:"thread,omitempty"`
	ID        string    `json:"id"`
	Author    string    `json:"author"`
	Text      string    `json:"text"`
	Addressed bool      `json:"addressed,omitempty"`
	Command   bool      `json:"command,omitempty"`
	Opening   bool      `json:"opening,omitempty"`
	Direct    bool      `json:"direct,omitempty"`
	Private   bool      `json:"private,omitempty"`
	To        string    `json:"to,omitempty"`
	Answered  bool      `json:"answered,omitempty"`
	Staff     bool      `json:"staff,omitempty"`
	Edited    bool      `json:"edited,omitempty"`
	Time      time.Time `json:"time"`
}

// encode turns a message into what the file holds. Bytes that are no UTF-8 become U+FFFD.
func encode(m chat.Message) (string, error) {
	text, err := json.Marshal(message{m.Platform, m.Space, m.Channel, m.Thread, m.ID, m.Author, m.Text,
		m.Addressed, m.Command, m.Opening, m.Direct, m.Private, m.To, m.Answered, m.Staff, m.Edited, m.Time.UTC()})
	if err != nil { // a year beyond 9999; the error could quote the message, so it is not passed on
		return "", errors.New("noting what is taken on: the message's time cannot be written down")
	}
	return string(text), nil
}

// decode turns what the file holds into the message.
func decode(text string) (chat.Message, error) {
	var m message
	if err := json.Unmarshal([]byte(text), &m); err != nil { // the error could quote the message
		return chat.Message{}, errors.New("a message in the store is damaged and cannot be answered")
	}
	return chat.Message{Place: chat.Place{Platform: m.Platform, Space: m.Space, Channel: m.Channel, Thread: m.Thread},
		ID: m.ID, Author: m.Author, Text: m.Text, Addressed: m.Addressed, Command: m.Command, Opening: m.Opening,
		Direct: m.Direct, Private: m.Private, To: m.To, Answered: m.Answered, Staff: m.Staff, Edited: m.Edited, Time: m.Time}, nil
}
