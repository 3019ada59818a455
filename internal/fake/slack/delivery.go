package fakeslack

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Delivery is something that Slack has to bring to the app: an event, a command, an interaction. An event that is not
// acknowledged in time comes again in a new envelope; the others do not.
type Delivery struct {
	Type    string // "events_api", "slash_commands", "interactive"
	Name    string // the inner event's type, the command, the kind of interaction
	EventID string // of an event
	At      time.Time

	s       *Server
	payload json.RawMessage
	accepts bool // an acknowledgement may carry a payload
	retry   bool
	tries   int
	ack     *Ack
	done    chan struct{} // closed with the acknowledgement, or when it is given up
	over    bool
	onAck   func(payload json.RawMessage) []*Delivery // with the lock held
}

// Ack is an acknowledgement.
type Ack struct {
	EnvelopeID string
	Payload    json.RawMessage
	Latency    time.Duration // from the envelope that it answers
	Attempt    int           // 0 for the first envelope
	Conn       int           // number of the connection it came on
	Late       bool          // after Slack's time; it counts for nothing
}

// envelope is one sending of a delivery.
type envelope struct {
	d       *Delivery
	attempt int
	sent    time.Time
	timer   *time.Timer
	acked   bool
}

// newDelivery makes a delivery of a payload. The lock is held.
func (s *Server) newDelivery(kind, name string, payload any) *Delivery {
	b, err := json.Marshal(payload)
	if err != nil {
		b = []byte("null")
	}
	d := &Delivery{Type: kind, Name: name, At: time.Now(), s: s, payload: b, done: make(chan struct{})}
	s.deliveries = append(s.deliveries, d)
	s.pending++
	return d
}

// send brings deliveries to the app. The lock is not held.
func (s *Server) send(deliveries ...*Delivery) {
	for _, d := range deliveries {
		s.try(d, "", false)
		s.mu.Lock()
		double := d.retry && s.faults.doubles != 0
		if double && s.faults.doubles > 0 {
			s.faults.doubles--
		}
		s.mu.Unlock()
		if double {
			s.try(d, "timeout", true)
		}
	}
}

// try sends a delivery once, on any connection; again is for one that may have been acknowledged already.
func (s *Server) try(d *Delivery, reason string, again bool) {
	s.mu.Lock()
	if s.closed || d.over && !again {
		s.mu.Unlock()
		return
	}
	attempt := d.tries
	d.tries++
	live := s.live()
	if len(live) == 0 {
		s.failed(d, attempt, "connection_failed")
		s.mu.Unlock()
		return
	}
	s.counter++
	id := fmt.Sprintf("%08x-fa4e-4000-8000-%012x", s.counter, attempt)
	e := &envelope{d: d, attempt: attempt, sent: time.Now()}
	e.timer = s.after(s.timing.Ack, func() { s.expired(e) })
	s.envelopes[id] = e
	var to *conn
	if n := s.rand.IntN(len(live) + s.faults.ghosts); n < len(live) {
		to = live[n] // otherwise a ghost swallows it
	}
	s.mu.Unlock()
	if to == nil {
		return
	}
	b := make([]byte, 0, len(d.payload)+200)
	b = fmt.Appendf(b, `{"envelope_id":%q,"payload":`, id)
	b = append(b, d.payload...)
	b = fmt.Appendf(b, `,"type":%q,"accepts_response_payload":%t`, d.Type, d.accepts)
	if d.Type == "events_api" {
		b = fmt.Appendf(b, `,"retry_attempt":%d,"retry_reason":%q`, attempt, reason)
	}
	b = append(b, '}')
	if to.send(b) != nil {
		to.cut()
	}
}

// expired is called when an envelope's time is up.
func (s *Server) expired(e *envelope) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !e.acked && !e.d.over {
		s.failed(e.d, e.attempt, "timeout")
	}
}

// failed plans the next attempt of an event, or gives a delivery up. The lock is held.
func (s *Server) failed(d *Delivery, attempt int, reason string) {
	if d.retry && attempt < len(s.timing.Retries) {
		if attempt+1 == d.tries { // otherwise a later attempt is on its way
			s.after(s.timing.Retries[attempt], func() { s.try(d, reason, false) })
		}
		return
	}
	s.finish(d)
}

func (s *Server) finish(d *Delivery) {
	if !d.over {
		d.over = true
		s.pending--
		s.lastActive = time.Now()
		close(d.done)
		s.changed()
	}
}

// acknowledged takes a frame from the app. b is only good during the call.
func (s *Server) acknowledged(c *conn, b []byte, at time.Time) {
	var in struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	err := json.Unmarshal(b, &in)
	s.mu.Lock()
	e := s.envelopes[in.EnvelopeID]
	switch {
	case err != nil || in.EnvelopeID == "":
		s.violate("ack", "envelope_id", "the frame is not an acknowledgement")
	case e == nil:
		s.violate("ack", "envelope_id", "there was no such envelope")
	case s.faults.loseAcks != 0:
		s.faults.loseAcks = max(-1, s.faults.loseAcks-1)
		e = nil
	}
	if err != nil || e == nil || e.acked {
		s.changed()
		s.mu.Unlock()
		return
	}
	a := Ack{EnvelopeID: in.EnvelopeID, Payload: slices.Clone(in.Payload), Latency: at.Sub(e.sent), Attempt: e.attempt, Conn: c.n}
	a.Late = a.Latency > s.timing.Ack
	s.acks = append(s.acks, a)
	if !a.Late { // else the timer, which may be waiting for the lock, decides what becomes of the delivery
		e.acked = true
		s.stop(e.timer)
	}
	var out []*Delivery
	if d := e.d; !a.Late && !d.over {
		d.ack = &a
		if isSet(a.Payload) && string(a.Payload) != "{}" && !d.accepts { // Slack's own clients send {}
			s.violate("ack", d.Name, "a payload where none is taken")
		}
		if d.onAck != nil {
			out = d.onAck(a.Payload)
		}
		s.finish(d)
	}
	s.changed()
	s.mu.Unlock()
	s.send(out...)
}

func isSet(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// Wait waits for the acknowledgement. It fails when none comes within the limit, and when the delivery is given up.
func (d *Delivery) Wait(limit time.Duration) (Ack, error) {
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-d.done:
	case <-t.C:
		return Ack{}, fmt.Errorf("wait for the acknowledgement of %s %s: none within %v", d.Type, d.Name, limit)
	}
	d.s.mu.Lock()
	defer d.s.mu.Unlock()
	if d.ack == nil {
		return Ack{}, fmt.Errorf("bring %s %s to the app: not acknowledged in %d attempts", d.Type, d.Name, d.tries)
	}
	return *d.ack, nil
}

// Acknowledged says whether it was acknowledged by now, and Tries how often it was sent.
func (d *Delivery) Acknowledged() bool {
	d.s.mu.Lock()
	defer d.s.mu.Unlock()
	return d.ack != nil
}

// Tries is how often it was sent by now.
func (d *Delivery) Tries() int {
	d.s.mu.Lock()
	defer d.s.mu.Unlock()
	return d.tries
}

// Payload is what the app gets in the envelope.
func (d *Delivery) Payload() json.RawMessage { return d.payload }

// Repeat sends it again, as Slack does after a lost acknowledgement, although it may have been acknowledged.
func (d *Delivery) Repeat() *Delivery {
	d.s.mu.Lock()
	again := &Delivery{Type: d.Type, Name: d.Name, EventID: d.EventID, At: time.Now(), s: d.s, payload: d.payload,
		accepts: d.accepts, tries: 1, done: make(chan struct{})}
	d.s.deliveries = append(d.s.deliveries, again)
	d.s.pending++
	d.s.mu.Unlock()
	d.s.try(again, "timeout", false)
	return again
}

// Deliveries are all deliveries, oldest first.
func (s *Server) Deliveries() []*Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.deliveries)
}

// Acks are all acknowledgements, oldest first.
func (s *Server) Acks() []Ack {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.acks)
}
