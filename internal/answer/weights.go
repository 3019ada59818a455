package answer

import "backtalk/internal/search"

// Written by "backtalk eval --fit". Do not edit.

// rankWeights are what the features weigh in the ranking.
func rankWeights() search.Weights {
	return search.Weights{
		0.156, // body
		5.931, // dice
		4.828, // coverage
		1.59,  // heading vector
		5.019, // whole vector
		2.445, // sentence vector
		3.336, // heading topics
		3.562, // whole topics
		2.325, // sentence topics
		0.83,  // vote
	}
}

// gateWeights are what the features weigh for the first section's being right.
func gateWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		0.668,  // constant
		1.453,  // dice
		-0.863, // heading vector
		1.196,  // whole vector
		-0.367, // sentence vector
		-0.555, // named
		0.15,   // vote
		-1.628, // elsewhere
		-1.376, // uncovered
		0.585,  // length
		-1.392, // spread
		-1.342, // nearer
		2.095,  // farthest word
	}
}
