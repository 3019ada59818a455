package classify

import (
	"math"
	"slices"
)

// Choice is one case of a choice among several things: what is known of each, and which would be right.
type Choice struct {
	X     [][]float64
	Right []bool
	N     float64 // how often it counts
}

// Conditional fits the weights of a conditional logistic regression (McFadden, 1974): how much what is known of a thing speaks for
// its being right, beside the others. They are shrunk a little towards 0, each on its feature's own scale. Cases in which
// nothing is right say nothing.
func Conditional(cases []Choice, size int) []float64 {
	const rounds, shrink = 30, 0.001
	scale := deviations(cases, size)
	w := make([]float64, size)
	for range rounds {
		gradient, hessian, all := make([]float64, size), make([][]float64, size), 0.0
		for i := range hessian {
			hessian[i] = make([]float64, size)
		}
		for i := range cases {
			all += cases[i].step(w, gradient, hessian)
		}
		for i := range w {
			gradient[i] -= all * shrink * scale[i] * scale[i] * w[i]
			hessian[i][i] += all*shrink*scale[i]*scale[i] + 1e-9
		}
		before, step := loss(cases, w, scale, shrink), solve(hessian, gradient)
		for size := 1.0; size > 1e-3; size /= 2 { // halved until it does good
			next := slices.Clone(w)
			for i, d := range step {
				next[i] += size * d
			}
			if loss(cases, next, scale, shrink) < before {
				w = next
				break
			}
		}
	}
	return w
}

// loss is what the weights are to make small.
func loss(cases []Choice, w, scale []float64, shrink float64) float64 {
	sum, all := 0.0, 0.0
	for i := range cases {
		if _, right := cases[i].shares(w); right >= 1e-300 {
			sum -= cases[i].N * math.Log(right)
			all += cases[i].N
		}
	}
	for i := range w {
		sum += all * shrink / 2 * scale[i] * scale[i] * w[i] * w[i]
	}
	return sum
}

// step adds what a case says of the weights, and returns how much it counts.
func (c *Choice) step(w, gradient []float64, hessian [][]float64) float64 {
	p, right := c.shares(w)
	if right < 1e-300 {
		return 0
	}
	mean, wanted := make([]float64, len(w)), make([]float64, len(w))
	for k, x := range c.X {
		for i := range x {
			mean[i] += p[k] * x[i]
			if c.Right[k] {
				wanted[i] += p[k] / right * x[i]
			}
		}
	}
	for i := range w {
		gradient[i] += c.N * (wanted[i] - mean[i])
	}
	for k, x := range c.X {
		if p[k] < 1e-6 {
			continue
		}
		for i := range x {
			for j := range x {
				hessian[i][j] += c.N * p[k] * (x[i] - mean[i]) * (x[j] - mean[j])
			}
		}
	}
	return c.N
}

// shares are the probabilities of the things, and that of anything right.
func (c *Choice) shares(w []float64) (p []float64, right float64) {
	p = make([]float64, len(c.X))
	top := math.Inf(-1)
	for k, x := range c.X {
		for i := range x {
			p[k] += w[i] * x[i]
		}
		top = max(top, p[k])
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		if p[k] /= sum; c.Right[k] {
			right += p[k]
		}
	}
	return p, right
}

// deviations are the standard deviations of what is known.
func deviations(cases []Choice, size int) []float64 {
	mean, square, n := make([]float64, size), make([]float64, size), 0.0
	for _, c := range cases {
		for _, x := range c.X {
			for i := range x {
				mean[i] += x[i]
				square[i] += x[i] * x[i]
			}
			n++
		}
	}
	for i := range square {
		square[i] = math.Sqrt(max(square[i]/n-mean[i]*mean[i]/(n*n), 0))
	}
	return square
}
