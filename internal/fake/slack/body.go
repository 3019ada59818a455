package fakeslack

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// body is what the app wants to say: the arguments of chat.postMessage and its sisters, the payload of an
// acknowledgement, the body of a post to a response_url.
type body struct {
	text     string
	blocks   []object
	metadata json.RawMessage
	how      parsing
	hasText  bool
	hasBlock bool
}

// maxText is where Slack cuts text off; from chat.postMessage's page.
const maxText = 40000

// readBody reads and checks a body. It returns Slack's answer when the body is refused. The lock is held.
func (s *Server) readBody(where string, a args) (body, object) {
	b := body{text: a.str("text")}
	b.hasText = a["text"] != nil
	if raw := a.raw("blocks"); raw != nil {
		if err := json.Unmarshal(raw, &b.blocks); err != nil {
			s.violate(where, "blocks", "not a list of blocks: "+err.Error())
			return b, fail("invalid_blocks_format")
		}
		b.hasBlock = true
	}
	if raw := a.raw("attachments"); raw != nil && string(raw) != "[]" {
		s.violate(where, "attachments", "are the old way; say it with blocks")
	}
	b.metadata = a.raw("metadata")
	if code := s.checkMetadata(where, b.metadata); code != "" {
		return b, fail(code)
	}
	b.how.none = a.str("parse") == "none"
	b.how.names = a.flag("link_names", false) || a.str("parse") == "full"
	b.how.unfurlLinks = a.flag("unfurl_links", false) // Slack's default for text that an app writes
	b.how.unfurlMedia = a.flag("unfurl_media", true)
	if n := utf8.RuneCountInString(b.text); n > maxText {
		s.violate(where, "text", fmt.Sprintf("%d characters, and Slack cuts off after %d", n, maxText))
		b.text = string([]rune(b.text)[:maxText])
	}
	if s.free {
		s.nameBlocks(b.blocks)
		return b, nil
	}
	if wrong := checkBlocks(where, b.blocks, inMessage); len(wrong) > 0 {
		s.violations = append(s.violations, wrong...)
		return b, invalidBlocks("invalid_blocks", wrong)
	}
	s.nameBlocks(b.blocks)
	return b, nil
}

func invalidBlocks(code string, wrong []Violation) object {
	var messages []string
	for _, v := range wrong {
		messages = append(messages, "[ERROR] "+v.Rule+" [json-pointer:"+v.Path+"]")
	}
	return object{"ok": false, "error": code, "response_metadata": object{"messages": messages}}
}

// checkMetadata looks at the form of a message's metadata only; whoever is in the workspace can read it.
func (s *Server) checkMetadata(where string, raw json.RawMessage) string {
	var m struct {
		EventType    string `json:"event_type"`
		EventPayload object `json:"event_payload"`
	}
	if raw == nil {
		return ""
	}
	if json.Unmarshal(raw, &m) != nil || (m.EventType == "") != (m.EventPayload == nil) { // slack-go sends an empty one to response URLs
		s.violate(where, "metadata", "not an object with event_type and event_payload")
		return "metadata_must_be_sent_with_event_type_and_payload"
	}
	return ""
}

// nameBlocks gives blocks and elements without an id one, as Slack does.
func (s *Server) nameBlocks(blocks []object) {
	for _, b := range blocks {
		if id, _ := b["block_id"].(string); id == "" {
			s.counter++
			b["block_id"] = fmt.Sprintf("b%04x", s.counter)
		}
		for _, e := range elementsOf(b) {
			if id, _ := e["action_id"].(string); id == "" && interactive(e) {
				s.counter++
				e["action_id"] = fmt.Sprintf("a%04x", s.counter)
			}
		}
	}
}

// elementsOf are the elements of a block that can be interactive.
func elementsOf(b object) []object {
	var out []object
	for _, key := range []string{"elements"} {
		list, _ := b[key].([]any)
		for _, e := range list {
			if o, ok := e.(object); ok {
				out = append(out, o)
			}
		}
	}
	for _, key := range []string{"accessory", "element"} {
		if o, ok := b[key].(object); ok {
			out = append(out, o)
		}
	}
	return out
}

func interactive(e object) bool {
	switch e["type"] {
	case "image", "plain_text", "mrkdwn", nil:
		return false
	}
	_, rich := e["elements"]
	return !rich
}
