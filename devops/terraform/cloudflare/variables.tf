# What ../aws has said, and what the mail provider asks for.
variable "domain" {
  description = "The zone"
  type        = string
  default     = "tomoda.life"
}

variable "zone_id" {
  description = "Number of the zone in Cloudflare"
  type        = string
}

variable "assets" {
  description = "CloudFront's name for each host of pictures"
  type        = map(object({ host = string, target = string }))
  default     = {}
}

variable "validations" {
  description = "Records that prove certificates"
  type        = map(object({ name = string, type = string, content = string }))
  default     = {}
}

variable "mail" {
  description = "SPF, DKIM, MX and DMARC as the mail provider names them"
  type        = map(object({ name = string, type = string, content = string, priority = optional(number) }))
  default     = {}
}
