# What another owner changes; the defaults are the project's names.
variable "project" {
  description = "GCP project of both environments"
  type        = string
  default     = "development-485000"
}

variable "region" {
  description = "Region of everything regional"
  type        = string
  default     = "asia-east1"
}

variable "zone" {
  description = "Zone of the cluster"
  type        = string
  default     = "asia-east1-a"
}

variable "state_bucket" {
  description = "Bucket that keeps the state of all parts"
  type        = string
  default     = "tomoda-terraform-state"
}
